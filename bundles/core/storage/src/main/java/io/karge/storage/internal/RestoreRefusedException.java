package io.karge.storage.internal;

/** What lies where a backup to be restored belongs is none, so the store is not opened. */
final class RestoreRefusedException extends StoreUnavailableException {

    private static final long serialVersionUID = 1L;

    /** @param what what it is, as the end of a sentence about it */
    RestoreRefusedException(String what) {
        super(what);
    }
}
