package io.karge.runtime.internal.log;

import io.karge.runtime.AuditLog;
import io.karge.station.SecurityLog;
import java.time.Instant;

/** An entry of the security log or of the audit log as text: one line, whatever names and words are made of. */
final class LogText {
    /** Nobody writes books into a log: what is longer is cut, and says so. */
    static final int LONGEST = 2_000;

    private LogText() {}

    static String line(SecurityLog.Entry entry) {
        return entry.at() + " station=" + plain(entry.stationId()) + " event=" + plain(entry.event()) + " who="
                + quoted(entry.who()) + " what=" + quoted(entry.what());
    }

    static String line(Instant at, AuditLog.Entry entry) {
        return at + " who=" + quoted(entry.who()) + " what=" + quoted(entry.what()) + " result="
                + quoted(entry.result());
    }

    private static String plain(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029\\s]", "_");
    }

    private static String quoted(String text) {
        String whole = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "... (cut)";
        return whole.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]", " ")
                .replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .transform(safe -> "\"" + safe + "\"");
    }
}
