package io.karge.ocpp.types;

import io.karge.ocpp.schema.Length;
import io.karge.ocpp.schema.RecordSchema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An event of a monitored variable (N07). */
public record EventDataType(
        int eventId,
        Instant timestamp,
        EventTriggerEnumType trigger,
        @Length(2500) String actualValue,
        EventNotificationEnumType eventNotificationType,
        ComponentType component,
        VariableType variable,
        @Nullable Integer cause,
        @Nullable @Length(50) String techCode,
        @Nullable @Length(500) String techInfo,
        @Nullable Boolean cleared,
        @Nullable @Length(36) String transactionId,
        @Nullable Integer variableMonitoringId,
        @Nullable CustomDataType customData) {
    public EventDataType {
        RecordSchema.check(
                EventDataType.class,
                eventId,
                timestamp,
                trigger,
                actualValue,
                eventNotificationType,
                component,
                variable,
                cause,
                techCode,
                techInfo,
                cleared,
                transactionId,
                variableMonitoringId,
                customData);
    }

    public static EventDataType of(
            int eventId,
            Instant timestamp,
            EventTriggerEnumType trigger,
            String actualValue,
            EventNotificationEnumType eventNotificationType,
            ComponentType component,
            VariableType variable) {
        return new EventDataType(
                eventId,
                timestamp,
                trigger,
                actualValue,
                eventNotificationType,
                component,
                variable,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    public EventDataType withCause(@Nullable Integer cause) {
        return new EventDataType(
                eventId,
                timestamp,
                trigger,
                actualValue,
                eventNotificationType,
                component,
                variable,
                cause,
                techCode,
                techInfo,
                cleared,
                transactionId,
                variableMonitoringId,
                customData);
    }

    public EventDataType withTechCode(@Nullable String techCode) {
        return new EventDataType(
                eventId,
                timestamp,
                trigger,
                actualValue,
                eventNotificationType,
                component,
                variable,
                cause,
                techCode,
                techInfo,
                cleared,
                transactionId,
                variableMonitoringId,
                customData);
    }

    public EventDataType withTechInfo(@Nullable String techInfo) {
        return new EventDataType(
                eventId,
                timestamp,
                trigger,
                actualValue,
                eventNotificationType,
                component,
                variable,
                cause,
                techCode,
                techInfo,
                cleared,
                transactionId,
                variableMonitoringId,
                customData);
    }

    public EventDataType withCleared(@Nullable Boolean cleared) {
        return new EventDataType(
                eventId,
                timestamp,
                trigger,
                actualValue,
                eventNotificationType,
                component,
                variable,
                cause,
                techCode,
                techInfo,
                cleared,
                transactionId,
                variableMonitoringId,
                customData);
    }

    public EventDataType withTransactionId(@Nullable String transactionId) {
        return new EventDataType(
                eventId,
                timestamp,
                trigger,
                actualValue,
                eventNotificationType,
                component,
                variable,
                cause,
                techCode,
                techInfo,
                cleared,
                transactionId,
                variableMonitoringId,
                customData);
    }

    public EventDataType withVariableMonitoringId(@Nullable Integer variableMonitoringId) {
        return new EventDataType(
                eventId,
                timestamp,
                trigger,
                actualValue,
                eventNotificationType,
                component,
                variable,
                cause,
                techCode,
                techInfo,
                cleared,
                transactionId,
                variableMonitoringId,
                customData);
    }

    public EventDataType withCustomData(@Nullable CustomDataType customData) {
        return new EventDataType(
                eventId,
                timestamp,
                trigger,
                actualValue,
                eventNotificationType,
                component,
                variable,
                cause,
                techCode,
                techInfo,
                cleared,
                transactionId,
                variableMonitoringId,
                customData);
    }
}
