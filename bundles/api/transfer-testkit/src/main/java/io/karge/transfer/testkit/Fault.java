package io.karge.transfer.testkit;

/** What a file server does wrong with every transfer until it is told otherwise. */
public sealed interface Fault {

    /** Nothing. */
    record None() implements Fault {}

    /** Every user and password is wrong. */
    record RefuseLogin() implements Fault {}

    /**
     * Every transfer is answered with an error, before its first octet.
     *
     * @param code the status of HTTP, the reply of FTP; SFTP has one kind of failure only
     */
    record ErrorReply(int code) implements Fault {}

    /** The connection breaks when so many octets have moved in one transfer. */
    record CutAfter(long octets) implements Fault {}

    /** Nothing moves any more, and nothing is answered, when so many octets have moved in one transfer. */
    record StallAfter(long octets) implements Fault {}

    /** The length of a file that is downloaded is told as this. */
    record AnnounceLength(long octets) implements Fault {}

    /**
     * All octets of an upload arrive, and only then it fails.
     *
     * @param code the status of HTTP, the reply of FTP; SFTP has one kind of failure only
     */
    record FailAfterLast(int code) implements Fault {}

    /** A download begins with the first octet: HTTP sends the whole file whatever is asked for, FTP refuses REST. */
    record NoResume() implements Fault {}

    /** HTTP only: every request is sent to another place. */
    record Redirect(int status, String location) implements Fault {}

    /** FTPS only: transfers without PROT P are refused, and PROT C is. */
    record RequireProtection() implements Fault {}

    /** FTPS only: a data connection must use the TLS session of the control connection. */
    record RequireSessionReuse() implements Fault {}

    /** FTPS only: the same, and the server has forgotten that session. */
    record ForgetSessions() implements Fault {}
}
