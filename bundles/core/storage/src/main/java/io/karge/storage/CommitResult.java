package io.karge.storage;

/** How a batch ended. */
public sealed interface CommitResult {

    /** The batch is on the disk and survives the death of the process. */
    record Committed() implements CommitResult {}

    /**
     * The batch is not in the store, or nobody knows: after an error of the disk it may turn out to be there when the
     * store is loaded again.
     *
     * @param why what went wrong, for the log and the alarm; without a full stop at its end
     */
    record Failed(String why) implements CommitResult {}

    /** The one value of success. */
    CommitResult COMMITTED = new Committed();
}
