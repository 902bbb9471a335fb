package io.karge.storage.internal;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a file is that was laid where a backup belongs. */
final class FileKind {

    private static final Map<String, String> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("4a03", "a store file (karge.db), copied from a store's folder");
        KINDS.put("4b4a0001", "the journal of a store (karge.db.journal)");
        KINDS.put("1f8b", "compressed (gzip): unpack it");
        KINDS.put("504b0304", "a zip archive: unpack it");
        KINDS.put("425a68", "compressed (bzip2): unpack it");
        KINDS.put("fd377a585a00", "compressed (xz): unpack it");
        KINDS.put("28b52ffd", "compressed (zstd): unpack it");
    }

    private FileKind() {}

    /** In words, with an article; null when nothing of the kind is known. */
    static @Nullable String of(ByteBuffer content) {
        byte[] start = new byte[Math.min(8, content.remaining())];
        content.get(content.position(), start);
        String hex = HexFormat.of().formatHex(start);
        return KINDS.entrySet().stream()
                .filter(kind -> hex.startsWith(kind.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }
}
