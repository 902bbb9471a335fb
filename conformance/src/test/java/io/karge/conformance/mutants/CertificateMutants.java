package io.karge.conformance.mutants;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.conformance.Breakage;
import io.karge.conformance.Frames;
import io.karge.conformance.lab.HashData;
import io.karge.ocpp.Action;
import io.karge.ocpp.Frame;
import io.karge.ocpp.types.CertificateHashDataType;
import io.karge.security.PemCertificates;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Stations that do root certificates wrong. */
final class CertificateMutants {
    private static final String CSMS = "CSMSRootCertificate";
    private static final String MANUFACTURER = "ManufacturerRootCertificate";

    static final List<Mutant> ALL = List.of(
            Mutant.of("nobody knows of certificates", () -> Breakage.without("certificates"))
                    .at("InstallCertificate", "M_01", "M_02", "M_07", "M_12", "M_13", "M_17", "M_18")
                    .at("GetInstalledCertificateIds", "M_19", "M_20", "M_22"),
            Mutant.of("a certificate is not installed", () -> Wires.answering(Action.InstallCertificate, "Rejected"))
                    .at("CertificateInstalled, step 2", "M_01", "M_02", "M_12", "M_13", "M_17", "M_18", "M_20"),
            Mutant.of("a CSMS root is taken for one of the manufacturer", () -> installed(CSMS, MANUFACTURER))
                    .at("step 2", "M_01", "M_18")
                    .at("step 1", "M_12", "M_17", "M_20"),
            Mutant.of("a manufacturer's root is taken for one of the CSMS", () -> installed(MANUFACTURER, CSMS))
                    .at("step 2", "M_02", "M_18")
                    .at("step 1", "M_13", "M_17"),
            Mutant.of(
                            "an expired certificate is accepted",
                            () -> Wires.answering(Action.InstallCertificate, "Accepted"))
                    .at("step 2: InstallCertificateResponse.status", "M_07"),
            Mutant.of("a refused certificate is kept", CertificateMutants::keepingRefused)
                    .at("step 4: certificateHashDataChain", "M_07"),
            Mutant.of(
                            "a serial number is told otherwise",
                            () -> hashData(hash -> hash.put(
                                    "serialNumber",
                                    "0" + hash.path("serialNumber").asText())))
                    .at("step 1", "M_12", "M_13", "M_17", "M_20")
                    .at("step 2", "M_01", "M_02", "M_18"),
            Mutant.of(
                            "the hash of a name is that of its text",
                            () -> hashData(hash -> hash.put("issuerNameHash", "0".repeat(64))))
                    .at("step 1", "M_12", "M_13")
                    .at("step 2", "M_01", "M_02"),
            Mutant.of("a certificate is told twice", () -> told(chain -> chain.addAll(chain.deepCopy())))
                    .at("step 2: certificateHashDataChain", "M_01", "M_18"),
            Mutant.of("the last of the certificates is not told", () -> told(chain -> chain.remove(chain.size() - 1)))
                    .at("step 1", "M_12", "M_13", "M_17")
                    .at("step 2", "M_18")
                    .at("before", "M_20"),
            Mutant.of(
                            "all certificates are told, whatever is asked for",
                            () -> Breakage.hearing(
                                    Action.GetInstalledCertificateIds, request -> request.remove("certificateType")))
                    .at("configuration state", "M_19"),
            Mutant.of(
                            "only those of the CSMS are told",
                            () -> Breakage.hearing(
                                    Action.GetInstalledCertificateIds, request -> request.putArray("certificateType")
                                            .add(CSMS)))
                    .at("step 2: certificateHashDataChain of Manuf", "M_18")
                    .at("step 1: certificateHashDataChain of Manuf", "M_17"),
            Mutant.of(
                            "a list without members",
                            () -> Breakage.answering(
                                    Action.GetInstalledCertificateIds,
                                    answer -> answer.putArray("certificateHashDataChain")))
                    .in("M_19"),
            Mutant.of(
                            "a certificate is not deleted",
                            () -> Wires.pretending(Action.DeleteCertificate, "Accepted", request -> ((ObjectNode)
                                            request.path("certificateHashData"))
                                    .put("serialNumber", "9")))
                    .at("step 4", "M_20"),
            Mutant.of("a deletion is told to have failed", () -> Wires.answering(Action.DeleteCertificate, "Failed"))
                    .at("step 3", "M_20", "M_22"),
            Mutant.of(
                            "what is not there is told to be deleted",
                            () -> Wires.answering(Action.DeleteCertificate, "Accepted"))
                    .at("step 3", "M_22"),
            Mutant.of("another is deleted than was asked for", CertificateMutants::deletingAnother)
                    .at("after step 3", "M_22"));

    private CertificateMutants() {}

    private static Breakage installed(String asked, String taken) {
        return Breakage.hearing(Action.InstallCertificate, request -> {
            if (request.path("certificateType").asText().equals(asked)) {
                request.put("certificateType", taken);
            }
        });
    }

    private static Breakage told(Consumer<ArrayNode> change) {
        return Breakage.answering(Action.GetInstalledCertificateIds, answer -> {
            if (answer.path("certificateHashDataChain") instanceof ArrayNode chain) {
                change.accept(chain);
                if (chain.isEmpty()) {
                    answer.put("status", "NotFound").remove("certificateHashDataChain");
                }
            }
        });
    }

    private static Breakage hashData(Consumer<ObjectNode> change) {
        return told(chain -> chain.forEach(entry -> change.accept((ObjectNode) entry.path("certificateHashData"))));
    }

    private static Breakage keepingRefused() {
        ObjectNode[] kept = {null};
        return Breakage.hearing(
                        Action.InstallCertificate,
                        request -> kept[0] = entry(request.path("certificate").asText()))
                .and(told(chain -> Optional.ofNullable(kept[0]).ifPresent(chain::add)));
    }

    private static ObjectNode entry(String pem) {
        try {
            CertificateHashDataType hash =
                    HashData.of(PemCertificates.read(pem, 1).get(0));
            ObjectNode entry = Wires.object().put("certificateType", CSMS);
            entry.putObject("certificateHashData")
                    .put("hashAlgorithm", hash.hashAlgorithm().wire())
                    .put("issuerNameHash", hash.issuerNameHash())
                    .put("issuerKeyHash", hash.issuerKeyHash())
                    .put("serialNumber", hash.serialNumber());
            return entry;
        } catch (CertificateException e) {
            throw new IllegalArgumentException(pem, e);
        }
    }

    /** It takes the first that it has told, and says that nothing was found. */
    private static Breakage deletingAnother() {
        return Wires.answering(Action.DeleteCertificate, "NotFound").and(Breakage.onWire(new Frames() {
            private ObjectNode first = Wires.object();

            @Override
            protected List<Frame> station(Frame frame) {
                if (frame instanceof Frame.CallResult result
                        && result.payload().at("/certificateHashDataChain/0/certificateHashData")
                                instanceof ObjectNode hash) {
                    first = hash.deepCopy();
                }
                return List.of(frame);
            }

            @Override
            protected Frame csms(Frame frame) {
                request(frame, Action.DeleteCertificate)
                        .ifPresent(request -> request.set("certificateHashData", first));
                return frame;
            }
        }));
    }
}
