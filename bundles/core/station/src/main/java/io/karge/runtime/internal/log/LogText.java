package io.karge.runtime.internal.log;

import io.karge.runtime.AuditLog;
import io.karge.station.SecurityLog;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** An entry of the security log or of the audit log as text: one line, whatever names and words are made of. */
public final class LogText {
    /** Nobody writes books into a log: what is longer is cut, and says so. */
    static final int LONGEST = 2_000;

    private LogText() {}

    /** As the security log writes it. */
    public static String line(SecurityLog.Entry entry) {
        return entry.at() + " station=" + plain(entry.stationId()) + " event=" + plain(entry.event()) + " who="
                + quoted(entry.who()) + " what=" + quoted(entry.what());
    }

    static String line(Instant at, AuditLog.Entry entry) {
        return at + " who=" + quoted(entry.who()) + " what=" + quoted(entry.what()) + " result="
                + quoted(entry.result());
    }

    /** Whether a line is an entry of the security log about this station, of this time. */
    public static boolean concerns(String line, String stationId, Optional<Instant> oldest, Optional<Instant> latest) {
        int end = line.indexOf(' ');
        if (end < 0 || !line.startsWith(" station=" + plain(stationId) + " ", end)) {
            return false;
        }
        try {
            Instant at = Instant.parse(line.substring(0, end));
            return oldest.filter(at::isBefore).isEmpty()
                    && latest.filter(at::isAfter).isEmpty();
        } catch (DateTimeParseException e) {
            return false; // somebody has written it who is not us
        }
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
