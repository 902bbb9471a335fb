package io.karge.security;

import io.karge.security.CertificateDefect.Kind;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.jspecify.annotations.Nullable;

/** Revocation lists (RFC 5280, section 5): where they are, and of what they speak. Pure. */
final class RevocationListRules {
    private static final int MOST_ADDRESSES = 4;
    private static final int CRL_SIGN = 6;
    /** Clocks differ. */
    private static final Duration HASTE = Duration.ofMinutes(15);

    private RevocationListRules() {}

    /** The addresses of whole lists of the issuer itself, as the certificate names them; HTTP only, as the RFC asks for. */
    static List<URI> addresses(X509Certificate certificate) {
        byte @Nullable [] extension = certificate.getExtensionValue(Extension.cRLDistributionPoints.getId());
        if (extension == null) {
            return List.of();
        }
        try {
            CRLDistPoint points = CRLDistPoint.getInstance(JcaX509ExtensionUtils.parseExtensionValue(extension));
            return Arrays.stream(points.getDistributionPoints())
                    .filter(point -> point.getCRLIssuer() == null && point.getReasons() == null)
                    .flatMap(RevocationListRules::names)
                    .filter(text -> text.startsWith("http://"))
                    .limit(MOST_ADDRESSES)
                    .map(URI::create)
                    .toList();
        } catch (IOException | RuntimeException e) {
            return List.of(); // what cannot be read is nowhere
        }
    }

    private static Stream<String> names(DistributionPoint point) {
        DistributionPointName name = point.getDistributionPoint();
        return name == null || name.getType() != DistributionPointName.FULL_NAME
                ? Stream.empty()
                : Arrays.stream(GeneralNames.getInstance(name.getName()).getNames())
                        .filter(one -> one.getTagNo() == GeneralName.uniformResourceIdentifier)
                        .map(one -> ASN1IA5String.getInstance(one.getName()).getString());
    }

    /** Whether the list is the issuer's, of now, and whole, so that a certificate that is not on it is not revoked. */
    static boolean speaksOf(X509CRL list, X509Certificate certificate, X509Certificate issuer, Instant at) {
        if (!list.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())
                || at.plus(HASTE).isBefore(list.getThisUpdate().toInstant())
                || list.getNextUpdate() == null
                || at.isAfter(list.getNextUpdate().toInstant())
                || (issuer.getKeyUsage() != null && !issuer.getKeyUsage()[CRL_SIGN])
                || !covers(list, certificate)) {
            return false;
        }
        try {
            list.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Lists of changes, and those of others than their issuer or of some reasons only, are not used. */
    private static boolean covers(X509CRL list, X509Certificate certificate) {
        Set<String> critical = list.getCriticalExtensionOIDs();
        String part = Extension.issuingDistributionPoint.getId();
        if (critical == null || critical.isEmpty()) {
            return true;
        } else if (!critical.equals(Set.of(part))) {
            return false;
        }
        try {
            IssuingDistributionPoint point = IssuingDistributionPoint.getInstance(
                    JcaX509ExtensionUtils.parseExtensionValue(list.getExtensionValue(part)));
            boolean authority = certificate.getBasicConstraints() >= 0;
            return !point.isIndirectCRL()
                    && !point.onlyContainsAttributeCerts()
                    && point.getOnlySomeReasons() == null
                    && !(authority ? point.onlyContainsUserCerts() : point.onlyContainsCACerts());
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    static CertificateDefect revoked(X509CRL list, X509Certificate certificate) {
        X509CRLEntry entry = list.getRevokedCertificate(certificate);
        return revoked(
                certificate,
                entry.getRevocationDate().toInstant(),
                Optional.ofNullable(entry.getRevocationReason()).map(Enum::name).orElse("no reason told"),
                "the revocation list of its authority");
    }

    static CertificateDefect revoked(X509Certificate certificate, Instant since, String reason, String source) {
        return new CertificateDefect(
                Kind.REVOKED,
                CertificateTexts.name(certificate) + " was revoked at " + since + " (" + reason + "), says " + source
                        + "; have the CSMS use another certificate. If its key was stolen, whoever answers there may not be"
                        + " the CSMS");
    }
}
