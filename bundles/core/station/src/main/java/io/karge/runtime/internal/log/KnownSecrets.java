package io.karge.runtime.internal.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.karge.security.Masking;
import io.karge.station.LogSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a station knows to be secret at the moment, for masking it wherever it stands: its passwords, and what names customers
 * and vehicles in its state. A word counts from six characters on, and a token with a digit in it, lest half of what is read is
 * masked; others are masked by the name of their field alone. It is filled on the loop; what takes time comes beside it.
 */
public final class KnownSecrets {
    private static final int SHORTEST = 6;
    /** What stands behind this in one line is masked by itself. */
    private static final int LONGEST_LINE = 4_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(KnownSecrets.class);
    private static final JsonMapper JSON = new JsonMapper();

    private record Word(String text, String instead) {}

    private final UnaryOperator<String> tokens;
    /** Until it was looked through. */
    private @Nullable SortedMap<String, byte[]> stored;
    /** By what they begin with, up to the first character that is neither letter nor digit, in lower case. */
    private final Map<String, Set<Word>> words = new HashMap<>();

    /**
     * @param stored the state of the station, which does not change
     * @param tokens gives what stands in place of a token
     */
    public KnownSecrets(SortedMap<String, byte[]> stored, UnaryOperator<String> tokens) {
        this.stored = stored;
        this.tokens = tokens;
    }

    /** Not to be called after {@link #writeMasked}. */
    public void password(String password) {
        add(password, Masking.MASK);
    }

    /** Not to be called after {@link #writeMasked}. */
    public void token(@Nullable String token) {
        if (token != null && token.chars().anyMatch(Character::isDigit)) {
            add(token, tokens.apply(token));
        }
    }

    private void add(String secret, String instead) {
        String text = secret.replaceAll("^[^A-Za-z0-9]+|[^A-Za-z0-9]+$", "");
        if (text.length() >= SHORTEST && !secret.equals(instead)) {
            String head = text.substring(0, endOfRun(text, 0)).toLowerCase(Locale.ROOT);
            words.computeIfAbsent(head, first -> new HashSet<>()).add(new Word(text, instead));
        }
    }

    /** Writes a part of an archive without the words. Blocks; on any thread. */
    public void writeMasked(LogSource.Content content, OutputStream out) throws IOException {
        lookThrough();
        MaskedLines lines = new MaskedLines(out);
        content.writeTo(lines);
        lines.writeLine();
    }

    private synchronized void lookThrough() throws IOException {
        if (stored != null) {
            for (byte[] value : stored.values()) {
                if (value != null) {
                    collect(value);
                }
            }
            stored = null;
        }
    }

    private void collect(byte[] json) throws IOException {
        try {
            collect(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            LOG.debug("an entry of the state is no JSON: {}", e.getClass().getName()); // its text may tell of it
        }
    }

    private void collect(JsonNode node) {
        node.properties().forEach(field -> {
            if (field.getValue().isTextual()
                    && Masking.namesCustomer(field.getKey().toLowerCase(Locale.ROOT))) {
                token(field.getValue().textValue());
            }
        });
        node.forEach(this::collect);
    }

    /** A text without the words. */
    private String mask(String text) {
        StringBuilder masked = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            if (!isOfRun(text.charAt(at))) {
                masked.append(text.charAt(at++));
                continue;
            }
            int end = endOfRun(text, at);
            String run = text.substring(at, end);
            Word word = word(text, at, run);
            masked.append(word == null ? run : word.instead());
            at = word == null ? end : at + word.text().length();
        }
        return masked.toString();
    }

    /** The longest that stands here. */
    private @Nullable Word word(String text, int at, String run) {
        Word longest = null;
        for (Word word : words.getOrDefault(run.toLowerCase(Locale.ROOT), Set.of())) {
            int end = at + word.text().length();
            boolean here =
                    text.regionMatches(true, at, word.text(), 0, word.text().length())
                            && (end == text.length() || !isOfRun(text.charAt(end)));
            if (here
                    && (longest == null || longest.text().length() < word.text().length())) {
                longest = word;
            }
        }
        return longest;
    }

    private static int endOfRun(String text, int from) {
        int end = from;
        while (end < text.length() && isOfRun(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isOfRun(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    /** Masks line by line; octets that are no ASCII stay as they are. */
    private final class MaskedLines extends OutputStream {
        private final OutputStream out;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        MaskedLines(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int octet) throws IOException {
            line.write(octet);
            if (octet == '\n' || line.size() >= LONGEST_LINE) {
                writeLine();
            }
        }

        void writeLine() throws IOException {
            String text = line.toString(StandardCharsets.ISO_8859_1);
            line.reset();
            out.write((words.isEmpty() ? text : mask(text)).getBytes(StandardCharsets.ISO_8859_1));
        }
    }
}
