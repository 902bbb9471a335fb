package io.karge.conformance;

import io.karge.ocpp.types.ChargingProfileKindEnumType;
import io.karge.ocpp.types.ChargingProfilePurposeEnumType;
import io.karge.ocpp.types.ChargingProfileType;
import io.karge.ocpp.types.ChargingRateUnitEnumType;
import io.karge.ocpp.types.ChargingSchedulePeriodType;
import io.karge.ocpp.types.ChargingScheduleType;
import java.math.BigDecimal;
import java.util.List;

/** The cases of functional block K. */
public final class SmartChargingCases {
    private static final int NUMBER_PHASES = 3;

    /** The limit multiplier of Part 6 for a limit in W and three phases. */
    private static final int LIMIT_MULTIPLIER = 690;

    /** Remote start with a charging profile, at a station without smart charging: F01. */
    @TestCase("TC_K_38_CS")
    public void remoteStartIgnoresChargingProfile(Bench bench) {
        bench.states().evConnectedPreSession();
        bench.states().authorizedRemotely(request -> request.withChargingProfile(txProfile()));
        bench.states().energyTransferStarted();
    }

    private static ChargingProfileType txProfile() {
        ChargingSchedulePeriodType period = ChargingSchedulePeriodType.of(0, BigDecimal.valueOf(6 * LIMIT_MULTIPLIER))
                .withNumberPhases(NUMBER_PHASES);
        return ChargingProfileType.of(
                1,
                0,
                ChargingProfilePurposeEnumType.TxProfile,
                ChargingProfileKindEnumType.Relative,
                List.of(ChargingScheduleType.of(1, ChargingRateUnitEnumType.W, List.of(period))));
    }
}
