package io.karge.security;

import java.security.cert.CertificateException;

/** A certificate is not trusted; the message says why and what to do. */
public final class UntrustedCertificateException extends CertificateException {
    private static final long serialVersionUID = 1;

    private final CertificateDefect.Kind kind;

    public UntrustedCertificateException(CertificateDefect defect) {
        super(defect.text());
        this.kind = defect.kind();
    }

    public CertificateDefect.Kind kind() {
        return kind;
    }
}
