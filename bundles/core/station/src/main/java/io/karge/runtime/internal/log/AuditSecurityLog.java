package io.karge.runtime.internal.log;

import io.karge.station.SecurityLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The security log of a gateway in plain Java: writes to the logger {@code audit.karge}. */
public final class AuditSecurityLog implements SecurityLog {
    private static final Logger LOG = LoggerFactory.getLogger("audit.karge");

    @Override
    public void add(Entry entry) {
        LOG.info("{}", LogText.line(entry));
    }
}
