package io.karge.runtime.internal.log;

import io.karge.station.SecurityLog;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to the logger of the container's audit, whose appender {@code etc/org.ops4j.pax.logging.cfg} leads to
 * {@code data/log/security.log}, beside the logins to the shell.
 */
@Component(service = SecurityLog.class)
public final class AuditSecurityLog implements SecurityLog {
    private static final Logger LOG = LoggerFactory.getLogger("audit.karge");

    @Activate
    public AuditSecurityLog() {}

    @Override
    public void add(Entry entry) {
        LOG.info("{}", line(entry));
    }

    static String line(Entry entry) {
        return entry.at() + " station=" + plain(entry.stationId()) + " event=" + plain(entry.event()) + " who=\""
                + quoted(entry.who()) + "\" what=\"" + quoted(entry.what()) + "\"";
    }

    /** One entry is one line, whatever names and words are made of. */
    private static String plain(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\s]", "_");
    }

    private static String quoted(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", " ")
                .replace("\\", "\\\\")
                .replace("\"", "\\\"");
    }
}
