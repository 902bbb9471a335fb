package io.karge.runtime.internal.log;

import io.karge.station.SecurityLog.Entry;

/** An entry of the security log as text. */
final class SecurityLogText {
    private SecurityLogText() {}

    /** One entry is one line, whatever names and words are made of. */
    static String line(Entry entry) {
        return entry.at() + " station=" + plain(entry.stationId()) + " event=" + plain(entry.event()) + " who=\""
                + quoted(entry.who()) + "\" what=\"" + quoted(entry.what()) + "\"";
    }

    private static String plain(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029\\s]", "_");
    }

    private static String quoted(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]", " ")
                .replace("\\", "\\\\")
                .replace("\"", "\\\"");
    }
}
