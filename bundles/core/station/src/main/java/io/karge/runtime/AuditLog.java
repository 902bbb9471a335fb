package io.karge.runtime;

/**
 * The append-only log of what people and programs changed at the gateway, or tried to: one line for each call of the HTTP
 * interfaces, each command of the shell and each file of the configuration. In the container it is {@code
 * store/audit/audit.log}. An OSGi service; callable on any thread, returns at once, throws nothing.
 */
public interface AuditLog {

    /** The result of what was done. */
    String DONE = "done";

    /**
     * Writes an entry, with the time of this machine.
     *
     * @param entry says nothing that is secret: no password, no key, no token
     */
    void add(Entry entry);

    /**
     * One act.
     *
     * @param who the name of a token with the address it came from, a user of the shell, or a file
     * @param what the call, the line, or what became of the file
     * @param result {@link #DONE}, or that it was refused or failed and why
     */
    record Entry(String who, String what, String result) {}
}
