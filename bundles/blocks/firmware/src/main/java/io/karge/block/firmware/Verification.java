package io.karge.block.firmware;

import io.karge.ocpp.types.FirmwareStatusEnumType;
import io.karge.security.FirmwareSigner;
import io.karge.station.Reply;
import io.karge.station.SecurityEvents;
import io.karge.station.StationContext;
import io.karge.time.TimeSource.Cancellable;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Verifies the signature over the whole image (L01.FR.04, L01.FR.12). */
final class Verification {
    private final StationContext context;
    private final Updates updates;
    private final Images images;
    private final BiConsumer<Update, String> lost;
    private final Runnable proceed;
    private @Nullable Cancellable work;

    /** What came of it. */
    private record Verified(String sha256, Optional<String> defect) {}

    /**
     * @param lost is told when the image cannot be read, and why
     * @param proceed has the update go on
     */
    Verification(
            StationContext context, Updates updates, Images images, BiConsumer<Update, String> lost, Runnable proceed) {
        this.context = context;
        this.updates = updates;
        this.images = images;
        this.lost = lost;
        this.proceed = proceed;
    }

    void proceed(Update update) {
        if (work == null) {
            Path image = images.path(update.image());
            Order order = update.order();
            work = context.async(() -> verify(image, order), this::verified);
        }
    }

    /** Beside the loop. */
    private static Verified verify(Path image, Order order) throws IOException, CertificateException {
        byte[] sha256 = Images.sha256(image);
        String signature = order.signature();
        Optional<String> defect = signature == null
                ? Optional.of("it came without a signature")
                : FirmwareSigner.read(order.signer()).defect(sha256, signature);
        return new Verified(HexFormat.of().formatHex(sha256), defect);
    }

    private void verified(Reply<Verified> reply) {
        work = null;
        updates.running().ifPresent(update -> {
            if (reply instanceof Reply.Answered<Verified> answered) {
                verified(update, answered.result());
            } else {
                lost.accept(update, "the image cannot be read: " + ((Reply.Failed<Verified>) reply).why());
            }
        });
        proceed.run();
    }

    private void verified(Update update, Verified result) {
        if (result.defect().isEmpty()) {
            updates.enter(
                    updates.store(update.verified(result.sha256())), FirmwareStatusEnumType.SignatureVerified, "");
            return;
        }
        String why = result.defect().get();
        updates.enter(update, FirmwareStatusEnumType.InvalidSignature, why);
        context.port(SecurityEvents.class) // L01.FR.03
                .ifPresent(events -> events.raise(
                        "InvalidFirmwareSignature",
                        "requestId " + update.order().requestId() + ": " + why));
    }

    void stop() {
        Cancellable running = work;
        work = null;
        if (running != null) {
            running.cancel();
        }
    }
}
