package io.karge.block.authorization;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a log archive tells of the authorization cache: counts, and no token.
 *
 * @param available whether the product has one
 * @param enabled whether it is in use
 * @param entries how many tokens are in it
 * @param valid how many of them count
 * @param byStatus how many the CSMS gave each status
 * @param usedBytes as AuthCacheCtrlr.Storage has it
 * @param oldest when the entry was updated that was longest ago; null when there is none
 * @param newest when the latest was; null when there is none
 */
record CacheReport(
        boolean available,
        boolean enabled,
        int entries,
        int valid,
        Map<String, Integer> byStatus,
        int usedBytes,
        int mostBytes,
        @Nullable Instant oldest,
        @Nullable Instant newest) {
    static final CacheReport NONE = new CacheReport(false, false, 0, 0, Map.of(), 0, 0, null, null);
}
