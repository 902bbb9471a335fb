package io.karge.block.authorization;

import io.karge.driver.StationModel;
import io.karge.station.ProductFacts;
import io.karge.station.VariableDefinition;
import io.karge.station.VariableDefinitions;
import io.karge.station.VariableKey;
import java.util.List;
import java.util.Map;

/** The variables of AuthCtrlr and AuthCacheCtrlr (Part 2, 2.3 and 2.4). */
final class AuthorizationVariables {
    static final VariableKey UNKNOWN_OFFLINE = VariableKey.of("AuthCtrlr", "OfflineTxForUnknownIdEnabled");
    static final VariableKey LOCALLY_OFFLINE = VariableKey.of("AuthCtrlr", "LocalAuthorizeOffline");
    static final VariableKey LOCALLY_ONLINE = VariableKey.of("AuthCtrlr", "LocalPreAuthorize");
    static final VariableKey CACHE_AVAILABLE = VariableKey.of("AuthCacheCtrlr", "Available");
    static final VariableKey CACHE_ENABLED = VariableKey.of("AuthCacheCtrlr", "Enabled");
    static final VariableKey CACHE_LIFE_TIME = VariableKey.of("AuthCacheCtrlr", "LifeTime");
    static final VariableKey CACHE_STORAGE = VariableKey.of("AuthCacheCtrlr", "Storage");

    /** The cache (Part 5). */
    static final String CACHE = "C-49";

    /** The feature (Part 5) without which a product does not have a variable. */
    private static final Map<VariableKey, String> NEEDS = Map.of(
            UNKNOWN_OFFLINE, "C-02",
            CACHE_AVAILABLE, CACHE,
            CACHE_ENABLED, CACHE,
            CACHE_STORAGE, CACHE,
            CACHE_LIFE_TIME, "C-53");

    private AuthorizationVariables() {}

    static List<VariableDefinition> of(StationModel model, ProductFacts product) {
        return VariableDefinitions.read(AuthorizationVariables.class, "variables.json", model).stream()
                .filter(definition ->
                        !NEEDS.containsKey(definition.key()) || product.supports(NEEDS.get(definition.key())))
                .toList();
    }
}
