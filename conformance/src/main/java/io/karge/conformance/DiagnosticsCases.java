package io.karge.conformance;

import io.karge.ocpp.messages.CustomerInformationRequest;
import io.karge.ocpp.messages.CustomerInformationResponse;
import io.karge.ocpp.messages.NotifyCustomerInformationRequest;
import io.karge.ocpp.types.CustomerInformationStatusEnumType;
import java.util.Locale;

/** The cases of functional block N about the data of customers. */
public final class DiagnosticsCases {
    private static final int REQUEST_ID = 27;

    /** The station reports what it holds: N09. */
    @TestCase("TC_N_27_CS")
    public void getCustomerInformationWithData(Bench bench) {
        cached(bench);
        accepted(bench, "step 2: status", true, false);
        notEmpty(report(bench, "step 3"));
    }

    /** It holds nothing: N09. */
    @TestCase("TC_N_28_CS")
    public void getCustomerInformationWithoutData(Bench bench) {
        accepted(bench, "before: status", false, true);
        one(bench, "before");
        accepted(bench, "step 2: status", true, false);
        Checks.equal("step 3: data", one(bench, "step 3"), "");
        nothingMore(bench, "step 4");
    }

    /** It clears and reports what it held, and holds nothing then: N10. */
    @TestCase("TC_N_30_CS")
    public void clearAndReportWithData(Bench bench) {
        cached(bench);
        accepted(bench, "step 2: status", true, true);
        notEmpty(report(bench, "step 3"));
        accepted(bench, "step 6: status", true, false);
        Checks.equal("step 7: data", one(bench, "step 7"), "");
        nothingMore(bench, "step 8");
    }

    /** It has nothing to clear, and says so: N10. */
    @TestCase("TC_N_31_CS")
    public void clearAndReportWithoutData(Bench bench) {
        accepted(bench, "step 2: status", true, true);
        Checks.equal("step 3: data", one(bench, "step 3"), "");
        nothingMore(bench, "step 4");
    }

    /** It clears without a report, and says that it did: N10. */
    @TestCase("TC_N_32_CS")
    public void clearWithoutReport(Bench bench) {
        accepted(bench, "step 2: status", false, true);
        String data = one(bench, "step 3");
        Checks.that("step 3: data", data.toLowerCase(Locale.ROOT).contains("cleared"), "that they were cleared", data);
        nothingMore(bench, "step 4");
    }

    /** Memory state IdTokenCached; then the states Authorized (local) and ParkingBayUnoccupied. */
    private static void cached(Bench bench) {
        bench.variables().configure("LocalAuthListCtrlr", "Enabled", "true");
        bench.variables().configure("AuthCtrlr", "LocalPreAuthorize", "true");
        bench.stationStates().idTokenCached();
        bench.states().parkingBayUnoccupied();
    }

    private static void accepted(Bench bench, String step, boolean report, boolean clear) {
        Checks.equal(
                step,
                bench.csms()
                        .call(
                                CustomerInformationRequest.of(REQUEST_ID, report, clear)
                                        .withIdToken(bench.validIdToken()),
                                CustomerInformationResponse.class)
                        .status(),
                CustomerInformationStatusEnumType.Accepted);
    }

    private static void notEmpty(String data) {
        Checks.that("step 3: data", !data.isEmpty(), "not empty", data);
    }

    /** All parts, in their order. */
    private static String report(Bench bench, String step) {
        StringBuilder data = new StringBuilder();
        boolean more = true;
        for (int seqNo = 0; more; seqNo++) {
            NotifyCustomerInformationRequest part = bench.csms().next(step, NotifyCustomerInformationRequest.class);
            Checks.equal(step + ": requestId", part.requestId(), REQUEST_ID);
            Checks.equal(step + ": seqNo", part.seqNo(), seqNo);
            data.append(part.data());
            more = Boolean.TRUE.equals(part.tbc());
        }
        nothingMore(bench, step);
        return data.toString();
    }

    /** The only part. */
    private static String one(Bench bench, String step) {
        NotifyCustomerInformationRequest part = bench.csms().next(step, NotifyCustomerInformationRequest.class);
        Checks.equal(step + ": requestId", part.requestId(), REQUEST_ID);
        Checks.equal(step + ": seqNo", part.seqNo(), 0);
        Checks.that(step + ": tbc", !Boolean.TRUE.equals(part.tbc()), "not true", part.tbc());
        return part.data();
    }

    private static void nothingMore(Bench bench, String step) {
        bench.csms().none(step + ": no further part", NotifyCustomerInformationRequest.class, part -> true);
    }
}
