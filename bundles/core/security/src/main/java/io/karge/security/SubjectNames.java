package io.karge.security;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/** Parts of a certificate's subject. */
final class SubjectNames {
    private SubjectNames() {}

    /** All values of an attribute, such as the common name, in their order. */
    static List<String> of(X509Certificate certificate, ASN1ObjectIdentifier attribute) {
        X500Name subject =
                X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        return Stream.of(subject.getRDNs(attribute))
                .map(RDN::getTypesAndValues)
                .flatMap(Stream::of)
                .filter(part -> part.getType().equals(attribute))
                .map(part -> text(part.getValue()))
                .toList();
    }

    /** As it is, without the escapes that a name in one string needs. */
    private static String text(ASN1Encodable value) {
        return value instanceof ASN1String string ? string.getString() : IETFUtils.valueToString(value);
    }
}
