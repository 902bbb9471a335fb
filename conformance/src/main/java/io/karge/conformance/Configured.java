package io.karge.conformance;

import io.karge.ocpp.types.IdTokenEnumType;
import io.karge.ocpp.types.IdTokenType;
import java.time.Duration;

/**
 * The values that Part 6 calls configured, chosen as short as a case allows. The same in both ways of running.
 *
 * @param evseId the EVSE of a case unless it says otherwise
 * @param connectorId the connector of it
 * @param validIdToken the card that is accepted
 * @param anotherIdToken a card that is accepted and shares no group with the first
 * @param transactionDuration how long energy flows before a case goes on
 * @param heartbeatInterval what BootNotification is answered with while it is not accepted
 * @param sampledInterval between sampled meter values
 * @param alignedInterval between clock-aligned meter values
 * @param evConnectionTimeOut between authorization and cable
 * @param offlineThreshold beyond which a station that was offline reports all of its connectors
 * @param retryBackOffWaitMinimum before the first attempt to connect again
 * @param messageAttempts how often a TransactionEvent is sent that the CSMS does not accept
 * @param messageAttemptInterval between two of these attempts, times the number of attempts before
 * @param vendorId a vendor that no station knows
 * @param messageId a message of it
 */
public record Configured(
        int evseId,
        int connectorId,
        IdTokenType validIdToken,
        IdTokenType anotherIdToken,
        Duration transactionDuration,
        Duration heartbeatInterval,
        Duration sampledInterval,
        Duration alignedInterval,
        Duration evConnectionTimeOut,
        Duration offlineThreshold,
        Duration retryBackOffWaitMinimum,
        int messageAttempts,
        Duration messageAttemptInterval,
        String vendorId,
        String messageId) {

    /** The lab's choice. */
    public static final Configured DEFAULT = new Configured(
            1,
            1,
            IdTokenType.of("04A2B3C4D5", IdTokenEnumType.ISO14443),
            IdTokenType.of("04A2B3C4D6", IdTokenEnumType.ISO14443),
            Duration.ofSeconds(2),
            Duration.ofSeconds(3),
            Duration.ofSeconds(3),
            Duration.ofSeconds(4),
            Duration.ofSeconds(7),
            Duration.ofSeconds(6),
            Duration.ofSeconds(3),
            4,
            Duration.ofSeconds(5),
            "org.openchargealliance.test",
            "unknown");

    /** The same for another EVSE, whose only or first connector is 1. */
    public Configured at(int anotherEvseId, IdTokenType card) {
        return new Configured(
                anotherEvseId,
                1,
                card,
                anotherIdToken,
                transactionDuration,
                heartbeatInterval,
                sampledInterval,
                alignedInterval,
                evConnectionTimeOut,
                offlineThreshold,
                retryBackOffWaitMinimum,
                messageAttempts,
                messageAttemptInterval,
                vendorId,
                messageId);
    }
}
