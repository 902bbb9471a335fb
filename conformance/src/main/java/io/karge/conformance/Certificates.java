package io.karge.conformance;

import io.karge.conformance.lab.HashData;
import io.karge.ocpp.messages.DeleteCertificateRequest;
import io.karge.ocpp.messages.DeleteCertificateResponse;
import io.karge.ocpp.messages.GetInstalledCertificateIdsRequest;
import io.karge.ocpp.messages.GetInstalledCertificateIdsResponse;
import io.karge.ocpp.messages.InstallCertificateRequest;
import io.karge.ocpp.messages.InstallCertificateResponse;
import io.karge.ocpp.types.CertificateHashDataChainType;
import io.karge.ocpp.types.CertificateHashDataType;
import io.karge.ocpp.types.DeleteCertificateStatusEnumType;
import io.karge.ocpp.types.GetCertificateIdUseEnumType;
import io.karge.ocpp.types.GetInstalledCertificateStatusEnumType;
import io.karge.ocpp.types.HashAlgorithmEnumType;
import io.karge.ocpp.types.InstallCertificateStatusEnumType;
import io.karge.ocpp.types.InstallCertificateUseEnumType;
import io.karge.security.PemCertificates;
import java.security.cert.X509Certificate;
import java.util.List;

/** The certificates that the station has installed, by the messages of block M, and the reusable states about them. */
public final class Certificates {
    private final TestCsms csms;

    Certificates(TestCsms csms) {
        this.csms = csms;
    }

    /** InstallCertificate; gives the answer. */
    public InstallCertificateStatusEnumType install(InstallCertificateUseEnumType type, X509Certificate certificate) {
        String pem = PemCertificates.write(List.of(certificate));
        return csms.call(InstallCertificateRequest.of(type, pem), InstallCertificateResponse.class)
                .status();
    }

    /** Memory state CertificateInstalled. */
    public void certificateInstalled(InstallCertificateUseEnumType type, X509Certificate certificate) {
        Checks.equal(
                "CertificateInstalled, step 2: InstallCertificateResponse.status",
                install(type, certificate),
                InstallCertificateStatusEnumType.Accepted);
    }

    /** GetInstalledCertificateIds; no types for all of them. */
    public GetInstalledCertificateIdsResponse installed(GetCertificateIdUseEnumType... types) {
        return csms.call(
                GetInstalledCertificateIdsRequest.of().withCertificateType(types.length == 0 ? null : List.of(types)),
                GetInstalledCertificateIdsResponse.class);
    }

    /** Reusable state GetInstalledCertificates: accepted, and nothing but what was asked for is told. */
    public List<CertificateHashDataChainType> installedCertificates(String step, GetCertificateIdUseEnumType... types) {
        GetInstalledCertificateIdsResponse response = installed(types);
        Checks.equal(
                step + ": GetInstalledCertificateIdsResponse.status",
                response.status(),
                GetInstalledCertificateStatusEnumType.Accepted);
        List<CertificateHashDataChainType> chain = Checks.present(
                step + ": GetInstalledCertificateIdsResponse.certificateHashDataChain",
                response.certificateHashDataChain());
        Checks.that(
                step + ": certificateHashDataChain[].certificateType",
                types.length == 0
                        || chain.stream().allMatch(entry -> List.of(types).contains(entry.certificateType())),
                List.of(types).toString(),
                chain);
        return chain;
    }

    /** The entry of a root is among them, once. */
    public static void assertHas(
            String step,
            List<CertificateHashDataChainType> chain,
            GetCertificateIdUseEnumType type,
            X509Certificate root) {
        Checks.that(
                step + ": certificateHashDataChain of " + type.wire(),
                count(chain, type, root) == 1,
                "once " + HashData.of(root),
                chain);
    }

    /** How often a root is among them. */
    public static long count(
            List<CertificateHashDataChainType> chain, GetCertificateIdUseEnumType type, X509Certificate root) {
        return chain.stream()
                .filter(entry -> entry.certificateType() == type)
                .map(CertificateHashDataChainType::certificateHashData)
                .filter(seen -> isOf(seen, root))
                .count();
    }

    private static boolean isOf(CertificateHashDataType seen, X509Certificate root) {
        HashAlgorithmEnumType algorithm = seen.hashAlgorithm();
        return HashData.isSame(seen, HashData.of(root, root, algorithm));
    }

    /** DeleteCertificate; gives the answer. */
    public DeleteCertificateStatusEnumType delete(CertificateHashDataType which) {
        return csms.call(DeleteCertificateRequest.of(which), DeleteCertificateResponse.class)
                .status();
    }
}
