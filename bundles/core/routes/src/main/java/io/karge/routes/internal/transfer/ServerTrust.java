package io.karge.routes.internal.transfer;

import io.karge.station.TransferOutcome.Cause;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Whom TLS believes: the JDK's roots and those of an order. */
final class ServerTrust {
    private ServerTrust() {}

    static SSLContext context(List<X509Certificate> roots) throws TransferFailure {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int count = 0;
            for (X509Certificate root : roots) {
                store.setCertificateEntry("order-" + count++, root);
            }
            for (TrustManager manager : managers(null)) {
                for (X509Certificate root : ((X509TrustManager) manager).getAcceptedIssuers()) {
                    store.setCertificateEntry("jdk-" + count++, root);
                }
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(store), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new TransferFailure(
                    Cause.LOCAL_ERROR, "TLS cannot be used with these roots: " + e.getMessage() + "; check the JDK");
        }
    }

    private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    /** Why a handshake with a server failed. */
    static TransferFailure diagnosis(String server, IOException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException) {
                return untrusted(
                        server, "has expired: the server needs a new one, or the clock of this machine is wrong");
            }
            if (cause instanceof CertificateNotYetValidException) {
                return untrusted(server, "is not valid yet: check the clocks of the server and of this machine");
            }
            if (cause.getCause() == null
                    && (cause instanceof CertificateException || cause instanceof CertPathValidatorException)) {
                String text = String.valueOf(cause.getMessage());
                return text.toLowerCase(Locale.ROOT).contains("subject alternative")
                        ? untrusted(server, "is for another name (" + text + "): check the host in the location")
                        : untrusted(server, "cannot be trusted (" + text + ")");
            }
            if (cause.getClass().getSimpleName().equals("SunCertPathBuilderException")) {
                return untrusted(
                        server,
                        "leads to no root that this station or the JDK trusts: install its root as a"
                                + " CSMSRootCertificate or give the server another certificate");
            }
        }
        return new TransferFailure(
                Cause.UNREACHABLE,
                "no TLS connection to " + server + " (" + failed.getMessage()
                        + "): check that the port speaks TLS 1.2 or 1.3");
    }

    private static TransferFailure untrusted(String server, String why) {
        return new TransferFailure(Cause.UNTRUSTED_SERVER, "the certificate of " + server + " " + why);
    }
}
