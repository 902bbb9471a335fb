package io.karge.runtime.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.karge.security.Secrets;
import io.karge.storage.CommitListener;
import io.karge.storage.ForwardingStore;
import io.karge.storage.LostContent;
import io.karge.storage.LostStore;
import io.karge.storage.Store;
import io.karge.storage.StoreWriter;
import io.karge.storage.Write;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store of the gateway, in which what names customers is encrypted: the store does not overwrite what it frees, its journal
 * and backups hold copies, and a token that was cleared (N10) must not be found in any of them. Entries without tokens are
 * stored as they are. What cannot be decrypted is given as it is stored, which no reader takes for a record.
 */
final class SealedStore extends ForwardingStore {
    private static final Logger LOG = LoggerFactory.getLogger(SealedStore.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final String SEALED = "sealed";
    private static final byte[] BEGINNING = ("{\"" + SEALED + "\":").getBytes(StandardCharsets.UTF_8);

    /** What is in an entry that names a customer: idToken and its relatives, and data that are reported (N09). */
    private static final List<byte[]> MARKS =
            List.of("dToken".getBytes(StandardCharsets.UTF_8), "customerData".getBytes(StandardCharsets.UTF_8));

    private final Secrets secrets;
    /** What cannot be read and is in the log: stores are loaded again and again. */
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    SealedStore(Store store, Secrets secrets) {
        super(store);
        this.secrets = secrets;
    }

    /** What was sealed with a former master key, or lies there in clear, is sealed anew, before whoever loads can write. */
    @Override
    public SortedMap<String, byte[]> load(String prefix) {
        SortedMap<String, byte[]> stored = super.load(prefix);
        SortedMap<String, byte[]> entries = open(stored);
        List<Write> outdated = new ArrayList<>();
        stored.forEach((key, value) -> {
            Optional<String> sealedText = sealedText(value);
            byte[] opened = entries.get(key);
            boolean former =
                    sealedText.isPresent() && opened != null && opened != value && !secrets.current(sealedText.get());
            boolean clear = sealedText.isEmpty() && namesACustomer(value);
            if (opened != null && (former || clear)) {
                outdated.add(Write.put(key, opened));
            }
        });
        if (!outdated.isEmpty()) {
            newWriter().commit(outdated, result -> LOG.info("{} entries are sealed anew: {}", outdated.size(), result));
        }
        return entries;
    }

    @Override
    public StoreWriter newWriter() {
        StoreWriter writer = super.newWriter();
        return (batch, listener) -> commit(writer, batch, listener);
    }

    private void commit(StoreWriter writer, List<Write> batch, CommitListener listener) {
        writer.commit(batch.stream().map(this::sealed).toList(), listener);
    }

    @Override
    public LostContent read(LostStore lost) {
        LostContent content = super.read(lost);
        return new LostContent(content.whole(), open(content.entries()), open(content.replacement()));
    }

    /** Without any key, not even one of the interim, it is stored as it is: losing a transaction would be worse. */
    private Write sealed(Write write) {
        byte[] value = write.value();
        if (value == null || isSealed(value) || !namesACustomer(value)) {
            return write;
        }
        try {
            String text = secrets.sealAnyway(purpose(write.key()), new String(value, StandardCharsets.UTF_8));
            JsonNode sealed = JsonNodeFactory.instance.objectNode().put(SEALED, text);
            return Write.put(write.key(), JSON.writeValueAsBytes(sealed));
        } catch (Secrets.UnreadableSecretException e) {
            LOG.warn("{} names a customer and is stored in clear: {}", write.key(), e.getMessage());
            return write;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a text is always JSON", e);
        }
    }

    private static boolean namesACustomer(byte[] value) {
        return MARKS.stream().anyMatch(mark -> holds(value, mark));
    }

    private SortedMap<String, byte[]> open(SortedMap<String, byte[]> stored) {
        SortedMap<String, byte[]> entries = new TreeMap<>();
        List<String> unreadable = new ArrayList<>();
        stored.forEach((key, value) -> entries.put(key, opened(key, value, unreadable)));
        unreadable.removeIf(entry -> !told.add(entry));
        if (!unreadable.isEmpty()) {
            LOG.error("{} entries cannot be read, such as {}", unreadable.size(), unreadable.get(0));
        }
        return entries;
    }

    private byte[] opened(String key, byte[] value, List<String> unreadable) {
        Optional<String> text = sealedText(value);
        if (text.isEmpty()) {
            return value;
        }
        try {
            return secrets.unseal(purpose(key), text.get()).getBytes(StandardCharsets.UTF_8);
        } catch (Secrets.UnreadableSecretException e) {
            unreadable.add(key + ": " + e.getMessage());
            return value;
        }
    }

    private static String purpose(String key) {
        return "stored " + Withheld.original(key);
    }

    /** Whether an entry could not be decrypted when it was loaded. */
    static boolean isSealed(byte[] value) {
        return sealedText(value).isPresent();
    }

    /** The ids of the master keys that these entries need and that are not there. */
    static Set<String> missingKeys(Map<String, byte[]> entries, Secrets secrets) {
        return entries.values().stream()
                .flatMap(value -> sealedText(value).stream())
                .flatMap(text -> secrets.missingKey(text).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Optional<String> sealedText(byte[] value) {
        if (!startsWith(value, BEGINNING, 0)) {
            return Optional.empty();
        }
        try {
            @Nullable JsonNode text = JSON.readTree(value).get(SEALED);
            return text != null && text.isTextual() ? Optional.of(text.textValue()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean holds(byte[] value, byte[] mark) {
        for (int i = 0; i <= value.length - mark.length; i++) {
            if (startsWith(value, mark, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWith(byte[] value, byte[] with, int from) {
        if (value.length - from < with.length) {
            return false;
        }
        for (int i = 0; i < with.length; i++) {
            if (value[from + i] != with[i]) {
                return false;
            }
        }
        return true;
    }
}
