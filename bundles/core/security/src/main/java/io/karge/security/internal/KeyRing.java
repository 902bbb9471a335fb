package io.karge.security.internal;

import io.karge.security.Secrets.UnreadableSecretException;
import java.util.List;
import java.util.stream.Stream;

/** The master key that seals, and those before it, which still unseal. */
record KeyRing(List<SecretBox> boxes) {
    KeyRing {
        boxes = List.copyOf(boxes);
        if (boxes.isEmpty()) {
            throw new IllegalArgumentException("a ring has at least one key");
        }
    }

    SecretBox current() {
        return boxes.get(0);
    }

    List<SecretBox> former() {
        return boxes.subList(1, boxes.size());
    }

    List<String> ids() {
        return boxes.stream().map(SecretBox::keyId).toList();
    }

    /** With a new key in front. */
    KeyRing withNew(SecretBox box) {
        return new KeyRing(Stream.concat(Stream.of(box), boxes.stream()).toList());
    }

    /** With a former key behind them, unless it is one of them. */
    KeyRing withFormer(SecretBox box) {
        return ids().contains(box.keyId())
                ? this
                : new KeyRing(Stream.concat(boxes.stream(), Stream.of(box)).toList());
    }

    /** @throws UnreadableSecretException as the present key says it when none of them has sealed it */
    String unseal(String purpose, String sealedText) {
        return boxes.stream()
                .filter(box -> box.sealed(sealedText))
                .findFirst()
                .orElse(current())
                .unseal(purpose, sealedText);
    }
}
