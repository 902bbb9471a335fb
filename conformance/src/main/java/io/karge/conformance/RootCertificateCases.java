package io.karge.conformance;

import io.karge.conformance.lab.Authorities;
import io.karge.conformance.lab.HashData;
import io.karge.ocpp.messages.GetInstalledCertificateIdsResponse;
import io.karge.ocpp.types.CertificateHashDataChainType;
import io.karge.ocpp.types.CertificateHashDataType;
import io.karge.ocpp.types.DeleteCertificateStatusEnumType;
import io.karge.ocpp.types.GetCertificateIdUseEnumType;
import io.karge.ocpp.types.GetInstalledCertificateStatusEnumType;
import io.karge.ocpp.types.InstallCertificateStatusEnumType;
import io.karge.ocpp.types.InstallCertificateUseEnumType;
import java.security.cert.X509Certificate;
import java.util.List;

/** Root certificates are installed, told and deleted (M03 to M05). */
public final class RootCertificateCases {
    private static final GetCertificateIdUseEnumType CSMS = GetCertificateIdUseEnumType.CSMSRootCertificate;
    private static final GetCertificateIdUseEnumType MANUFACTURER =
            GetCertificateIdUseEnumType.ManufacturerRootCertificate;

    /** A new CSMSRootCertificate. */
    @TestCase("TC_M_01_CS")
    @Connects(securityProfile = 2)
    public void installCsmsRoot(Bench bench) {
        installedAndTold(bench, CSMS, "step 2");
    }

    /** A new ManufacturerRootCertificate. */
    @TestCase("TC_M_02_CS")
    @Connects(securityProfile = 2)
    public void installManufacturerRoot(Bench bench) {
        installedAndTold(bench, MANUFACTURER, "step 2");
    }

    /** A certificate that has expired is refused. */
    @TestCase("TC_M_07_CS")
    @Connects(securityProfile = 2)
    public void expiredCertificate(Bench bench) {
        X509Certificate expired = authorities(bench).expiredRoot();

        Checks.equal(
                "step 2: InstallCertificateResponse.status",
                bench.certificates().install(InstallCertificateUseEnumType.CSMSRootCertificate, expired),
                InstallCertificateStatusEnumType.Rejected);

        GetInstalledCertificateIdsResponse response = bench.certificates().installed(CSMS);
        List<CertificateHashDataChainType> chain = response.certificateHashDataChain();
        if (response.status() == GetInstalledCertificateStatusEnumType.Accepted) {
            Checks.that(
                    "step 4: certificateHashDataChain",
                    Certificates.count(Checks.present("step 4: certificateHashDataChain", chain), CSMS, expired) == 0,
                    "none of " + HashData.of(expired),
                    chain);
        }
    }

    /** Those of the CSMS are told. */
    @TestCase("TC_M_12_CS")
    @Connects(securityProfile = 2)
    public void tellCsmsRoots(Bench bench) {
        installed(bench, CSMS);
        List<CertificateHashDataChainType> chain = bench.certificates().installedCertificates("step 1", CSMS);
        Certificates.assertHas("step 1", chain, CSMS, root(bench, CSMS));
        // The purpose says all that are stored: the one of the station's cfg too.
        Certificates.assertHas("step 1", chain, CSMS, authorities(bench).csms().certificate());
    }

    /** Those of the manufacturer are told. */
    @TestCase("TC_M_13_CS")
    @Connects(securityProfile = 2)
    public void tellManufacturerRoots(Bench bench) {
        installedAndTold(bench, MANUFACTURER, "step 1");
    }

    /** Both are told when both are asked for. */
    @TestCase("TC_M_17_CS")
    @Connects(securityProfile = 2)
    public void tellBoth(Bench bench) {
        installed(bench, CSMS);
        installed(bench, MANUFACTURER);
        List<CertificateHashDataChainType> chain =
                bench.certificates().installedCertificates("step 1", CSMS, MANUFACTURER);
        Certificates.assertHas("step 1", chain, CSMS, root(bench, CSMS));
        Certificates.assertHas("step 1", chain, MANUFACTURER, root(bench, MANUFACTURER));
    }

    /** All are told when no type is named. */
    @TestCase("TC_M_18_CS")
    @Connects(securityProfile = 2)
    public void tellAll(Bench bench) {
        installed(bench, CSMS);
        installed(bench, MANUFACTURER);
        List<CertificateHashDataChainType> chain = bench.certificates().installedCertificates("step 2");
        Certificates.assertHas("step 2", chain, CSMS, root(bench, CSMS));
        Certificates.assertHas("step 2", chain, MANUFACTURER, root(bench, MANUFACTURER));
    }

    /** None is told where none is installed. */
    @TestCase("TC_M_19_CS")
    @Connects(securityProfile = 2)
    public void tellNone(Bench bench) {
        GetCertificateIdUseEnumType type = GetCertificateIdUseEnumType.MORootCertificate;
        if (bench.certificates().installed(type).status() == GetInstalledCertificateStatusEnumType.Accepted) {
            bench.certificates()
                    .installedCertificates("configuration state", type)
                    .forEach(entry -> Checks.equal(
                            "configuration state: DeleteCertificateResponse.status",
                            bench.certificates().delete(entry.certificateHashData()),
                            DeleteCertificateStatusEnumType.Accepted));
        }

        GetInstalledCertificateIdsResponse response = bench.certificates().installed(type);

        Checks.equal(
                "step 2: GetInstalledCertificateIdsResponse.status",
                response.status(),
                GetInstalledCertificateStatusEnumType.NotFound);
        Checks.absent(
                "step 2: GetInstalledCertificateIdsResponse.certificateHashDataChain",
                response.certificateHashDataChain());
    }

    /** One is deleted: not the one that the connection needs. */
    @TestCase("TC_M_20_CS")
    @Connects(securityProfile = 2)
    public void delete(Bench bench) {
        bench.certificates().installedCertificates("before", CSMS);
        installed(bench, CSMS);
        X509Certificate root = root(bench, CSMS);
        List<CertificateHashDataChainType> chain = bench.certificates().installedCertificates("step 1", CSMS);
        Certificates.assertHas("step 1", chain, CSMS, root);
        CertificateHashDataType which = chain.stream()
                .filter(entry -> Certificates.count(List.of(entry), CSMS, root) == 1)
                .findFirst()
                .orElseThrow()
                .certificateHashData();

        Checks.equal(
                "step 3: DeleteCertificateResponse.status",
                bench.certificates().delete(which),
                DeleteCertificateStatusEnumType.Accepted);

        List<CertificateHashDataChainType> left = bench.certificates().installedCertificates("step 4", CSMS);
        Checks.that(
                "step 4: certificateHashDataChain",
                Certificates.count(left, CSMS, root) == 0 && left.size() == chain.size() - 1,
                "the others alone",
                left);
    }

    /** One that is not there cannot be deleted. */
    @TestCase("TC_M_22_CS")
    @Connects(securityProfile = 2)
    public void deleteUnknown(Bench bench) {
        List<CertificateHashDataChainType> before = bench.certificates().installedCertificates("step 1", CSMS);

        Checks.equal(
                "step 3: DeleteCertificateResponse.status",
                bench.certificates()
                        .delete(HashData.of(authorities(bench).stranger().certificate())),
                DeleteCertificateStatusEnumType.NotFound);

        Checks.equal(
                "after step 3: certificateHashDataChain",
                bench.certificates().installedCertificates("after step 3", CSMS),
                before);
    }

    private static void installedAndTold(Bench bench, GetCertificateIdUseEnumType use, String step) {
        installed(bench, use);
        Certificates.assertHas(step, bench.certificates().installedCertificates(step, use), use, root(bench, use));
    }

    private static void installed(Bench bench, GetCertificateIdUseEnumType type) {
        bench.certificates()
                .certificateInstalled(
                        type == CSMS
                                ? InstallCertificateUseEnumType.CSMSRootCertificate
                                : InstallCertificateUseEnumType.ManufacturerRootCertificate,
                        root(bench, type));
    }

    private static X509Certificate root(Bench bench, GetCertificateIdUseEnumType type) {
        return (type == CSMS ? authorities(bench).newCsms() : authorities(bench).manufacturer()).certificate();
    }

    private static Authorities authorities(Bench bench) {
        return bench.laboratory().authorities();
    }
}
