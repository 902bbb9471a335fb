package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.testkit.VirtualTime;
import io.karge.storage.MemoryStore;
import io.karge.storage.Write;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** N10: the store does not overwrite what it frees, so what names customers is encrypted in it. */
class SealedStoreTest {
    private static final String EVENT = "{\"v\":1,\"data\":{\"idToken\":{\"idToken\":\"04A2B3C4\"}}}";

    private final MemoryStore below = new MemoryStore(Runnable::run, new VirtualTime());
    private String key = "one";
    private boolean broken;
    private boolean interim;

    private final SealedStore store = new SealedStore(below, new FakeSecrets() {
        @Override
        public String seal(String purpose, String plain) {
            if (broken) {
                throw new UnreadableSecretException("no key");
            }
            return key + "/" + super.seal(purpose, plain);
        }

        @Override
        public String sealAnyway(String purpose, String plain) {
            return broken && interim ? "interim/" + super.seal(purpose, plain) : seal(purpose, plain);
        }

        @Override
        public String unseal(String purpose, String sealedText) {
            if (broken && !sealedText.startsWith("interim/")) {
                throw new UnreadableSecretException("no key");
            }
            return super.unseal(purpose, sealedText.substring(sealedText.indexOf('/') + 1));
        }

        @Override
        public boolean current(String sealedText) {
            return broken || sealedText.startsWith(key + "/");
        }
    });

    private void put(String at, String value) {
        store.newWriter().commit(List.of(Write.put(at, value.getBytes(StandardCharsets.UTF_8))), result -> {});
    }

    private static Map<String, String> texts(Map<String, byte[]> entries) {
        return entries.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> new String(entry.getValue(), StandardCharsets.UTF_8),
                        (a, b) -> a,
                        TreeMap::new));
    }

    private String below(String at) {
        return String.valueOf(texts(below.load("")).get(at));
    }

    @Test
    void encryptsWhatNamesACustomer() {
        put("a", EVENT);
        put("b", "{\"v\":1,\"data\":{\"customerData\":\"x\"}}");
        put("c", "{\"v\":1,\"data\":{\"groupIdToken\":{\"idToken\":\"G\"}}}");
        put("d", "{\"v\":1,\"data\":{\"power\":7}}");
        assertThat(below("a")).startsWith("{\"sealed\":").doesNotContain("04A2B3C4");
        assertThat(below("b")).startsWith("{\"sealed\":");
        assertThat(below("c")).startsWith("{\"sealed\":");
        assertThat(below("d")).isEqualTo("{\"v\":1,\"data\":{\"power\":7}}");
        assertThat(texts(store.load(""))).containsEntry("a", EVENT).hasSize(4);
    }

    @Test
    void givesWhatWasStoredInClear() { // by an earlier release
        below.newWriter().commit(List.of(Write.put("a", EVENT.getBytes(StandardCharsets.UTF_8))), result -> {});
        assertThat(texts(store.load(""))).containsEntry("a", EVENT);
        assertThat(below("a")).as("no longer in clear").startsWith("{\"sealed\":");
        assertThat(texts(store.load(""))).containsEntry("a", EVENT);
    }

    @Test
    void bindsAnEntryToItsPlace() {
        put("a", EVENT);
        below.newWriter().commit(List.of(Write.put("b", below("a").getBytes(StandardCharsets.UTF_8))), result -> {});
        assertThat(texts(store.load("")).get("b")).startsWith("{\"sealed\":");
    }

    @Test
    void sealsAnewWhatAFormerKeyHasSealed() {
        put("a", EVENT);
        key = "two";
        assertThat(texts(store.load(""))).containsEntry("a", EVENT);
        assertThat(below("a")).startsWith("{\"sealed\":\"two/");
        assertThat(texts(store.load(""))).containsEntry("a", EVENT);
    }

    @Test
    void keepsWhatCannotBeReadAndLosesNothingWithoutAKey() {
        put("a", EVENT);
        broken = true;
        assertThat(texts(store.load("")).get("a")).startsWith("{\"sealed\":");
        put("b", EVENT);
        assertThat(below("b")).isEqualTo(EVENT);
        assertThat(texts(store.load(""))).containsEntry("b", EVENT);
        broken = false;
        assertThat(texts(store.load(""))).containsEntry("a", EVENT).containsEntry("b", EVENT);
        assertThat(below("b")).as("no longer in clear").startsWith("{\"sealed\":");
    }

    @Test
    void encryptsWithAnInterimKeyWhileTheMasterKeyIsAway() {
        broken = true;
        interim = true;
        put("a", EVENT);
        assertThat(below("a")).startsWith("{\"sealed\":").doesNotContain("04A2B3C4");
        assertThat(texts(store.load(""))).containsEntry("a", EVENT);
        broken = false;
        assertThat(texts(store.load(""))).containsEntry("a", EVENT);
        assertThat(below("a")).startsWith("{\"sealed\":\"one/");
    }

    @Test
    void deletes() {
        put("a", EVENT);
        store.newWriter().commit(List.of(Write.delete("a")), result -> {});
        assertThat(store.load("")).isEmpty();
    }
}
