package io.karge.benchmarks.fleet;

import java.util.List;

/**
 * A kind of request that the gateway answers, and that leaves a HYC 400 without a transaction as it was.
 *
 * @param template its payload, with apostrophes for quotation marks and {@code %d} for a number that grows
 * @param answer what the text of each answer has in it
 * @param following the action of the station's calls that follow from it, empty when none does
 */
record Request(String action, String template, String answer, String following) {
    private static final String ACCEPTED = "Accepted";
    private static final String REJECTED = "Rejected";
    private static final String NOTHING = "";
    private static final String REPORT = "NotifyReport";

    /** One of each kind: accepted, refused, stored before the answer, with much or little to follow. */
    static final List<Request> KINDS = List.of(
            new Request(
                    "GetVariables",
                    "{'getVariableData':[{'component':{'name':'OCPPCommCtrlr'},'variable':{'name':'HeartbeatInterval'}}]}",
                    ACCEPTED,
                    NOTHING),
            new Request(
                    "SetVariables",
                    "{'setVariableData':[{'component':{'name':'SampledDataCtrlr'},'variable':{'name':'TxUpdatedInterval'},"
                            + "'attributeValue':'%d'}]}",
                    ACCEPTED,
                    NOTHING),
            new Request("GetBaseReport", "{'requestId':%d,'reportBase':'FullInventory'}", ACCEPTED, REPORT),
            new Request(
                    "GetReport",
                    "{'requestId':%d,'componentVariable':[{'component':{'name':'SampledDataCtrlr'}}]}",
                    ACCEPTED,
                    REPORT),
            new Request("TriggerMessage", "{'requestedMessage':'Heartbeat'}", ACCEPTED, "Heartbeat"),
            new Request(
                    "ChangeAvailability",
                    "{'operationalStatus':'Operative','evse':{'id':2,'connectorId':1}}",
                    ACCEPTED,
                    "StatusNotification"),
            new Request("GetTransactionStatus", "{}", "messagesInQueue", NOTHING),
            new Request("UnlockConnector", "{'evseId':1,'connectorId':1}", "NotSupported", NOTHING),
            new Request("DataTransfer", "{'vendorId':'com.example'}", "UnknownVendorId", NOTHING),
            new Request("Reset", "{'type':'Immediate','evseId':1}", REJECTED, NOTHING),
            new Request(
                    "RequestStartTransaction",
                    "{'evseId':99,'remoteStartId':%d,'idToken':{'idToken':'04A2B3C4','type':'ISO14443'}}",
                    REJECTED,
                    NOTHING),
            new Request("RequestStopTransaction", "{'transactionId':'none'}", REJECTED, NOTHING));

    String payload(int number) {
        return template.formatted(number).replace('\'', '"');
    }

    boolean isAnsweredBy(String text) {
        return text.contains(answer);
    }

    /** Whether nothing more follows after this call of the station. */
    boolean isEndedBy(String call) {
        return call.contains("\"" + following + "\"") && !call.contains("\"tbc\":true");
    }

    boolean isFollowed() {
        return !following.isEmpty();
    }
}
