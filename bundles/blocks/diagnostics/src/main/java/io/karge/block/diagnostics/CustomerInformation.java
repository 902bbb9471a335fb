package io.karge.block.diagnostics;

import io.karge.ocpp.messages.CustomerInformationRequest;
import io.karge.ocpp.messages.CustomerInformationResponse;
import io.karge.ocpp.types.CustomerInformationStatusEnumType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.ocpp.types.StatusInfoType;
import io.karge.station.CustomerRecords;
import io.karge.station.CustomerRecords.FileSearch;
import io.karge.station.Reply;
import io.karge.station.Responder;
import io.karge.station.StationContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports and clears what the station knows of a customer (N09, N10). It knows customers by their idToken alone: about a contract
 * certificate it has nothing, and customerIdentifier names nobody here.
 */
final class CustomerInformation {
    /** What is said instead of the data that were cleared and are not wanted (N10.FR.06); what became of each follows. */
    static final String CLEARED = "The data of this customer were cleared, as far as the station needs them no more:";

    /** The same where there was nothing. */
    static final String NOTHING = "The data of this customer were cleared: none are held.";

    private static final Logger LOG = LoggerFactory.getLogger(CustomerInformation.class);

    private final StationContext context;
    private final CustomerReports reports;

    CustomerInformation(StationContext context) {
        this.context = context;
        this.reports = new CustomerReports(context);
    }

    /** Sends what an earlier epoch has left. */
    void start() {
        reports.begin();
    }

    void on(CustomerInformationRequest request, Responder responder) {
        CustomerInformationResponse response = response(request);
        responder.answer(response);
        if (response.status() != CustomerInformationStatusEnumType.Accepted) {
            return;
        }
        IdTokenType idToken = request.idToken();
        List<FileSearch> files = idToken == null
                ? List.of()
                : context.ports(CustomerRecords.class).stream()
                        .flatMap(holder -> holder.files(idToken, request.clear()).stream())
                        .toList();
        if (files.isEmpty()) {
            reports.add(request.requestId(), text(request, List.of()));
        } else {
            context.async(() -> found(files), reply -> reports.add(request.requestId(), text(request, lines(reply))));
        }
    }

    private static List<String> found(List<FileSearch> files) throws IOException {
        List<String> found = new ArrayList<>();
        for (FileSearch search : files) {
            found.addAll(search.run());
        }
        return found;
    }

    /** Files that cannot be read are told of: what is in them is neither reported nor cleared. */
    private List<String> lines(Reply<List<String>> reply) {
        if (reply instanceof Reply.Answered<List<String>> found) {
            return found.result();
        }
        String why = ((Reply.Failed<List<String>>) reply).why();
        LOG.error("station={} files cannot be searched for a customer's data: {}", context.stationId(), why);
        return List.of("Files of the station could not be searched");
    }

    private static CustomerInformationResponse response(CustomerInformationRequest request) {
        long references = Stream.of(request.idToken(), request.customerCertificate(), request.customerIdentifier())
                .filter(Objects::nonNull)
                .count();
        if (references != 1) {
            return answer(
                    CustomerInformationStatusEnumType.Invalid, // N09.FR.09
                    references == 0 ? "MissingParam" : "InvalidValue",
                    "exactly one of idToken, customerCertificate and customerIdentifier is needed");
        } else if (!request.report() && !request.clear()) {
            return answer(
                    CustomerInformationStatusEnumType.Rejected, // N09.FR.07, N10.FR.07
                    "InvalidValue",
                    "neither report nor clear is true: there is nothing to do");
        } else if (request.customerIdentifier() != null) {
            return answer(
                    CustomerInformationStatusEnumType.Rejected,
                    "UnsupportedParam",
                    "the station knows customers by idToken, not by customerIdentifier");
        }
        return CustomerInformationResponse.of(CustomerInformationStatusEnumType.Accepted);
    }

    private static CustomerInformationResponse answer(
            CustomerInformationStatusEnumType status, String reasonCode, String why) {
        return CustomerInformationResponse.of(status).withStatusInfo(StatusInfoType.because(reasonCode, why));
    }

    /** What the CSMS is told; the data are collected before they are cleared. */
    private String text(CustomerInformationRequest request, List<String> inFiles) {
        List<String> lines = new ArrayList<>();
        IdTokenType idToken = request.idToken();
        List<CustomerRecords> holders = idToken == null ? List.of() : context.ports(CustomerRecords.class);
        lines.addAll(inFiles);
        if (idToken != null && request.report()) {
            holders.forEach(holder -> lines.addAll(holder.about(idToken)));
        }
        if (idToken != null && request.clear()) {
            holders.forEach(holder -> lines.addAll(holder.clear(idToken)));
        }
        if (request.clear()) {
            LOG.info("station={} event=customer-information-cleared", context.stationId());
        }
        return request.report() ? String.join("\n", lines) : cleared(lines);
    }

    /** In one message, so that of many lines only the first are in it. */
    private static String cleared(List<String> lines) {
        String all = lines.isEmpty() ? NOTHING : CLEARED + "\n" + String.join("\n", lines);
        for (int fit = lines.size() - 1; all.length() > CustomerReports.LONGEST_DATA; fit--) {
            all = CLEARED + "\n"
                    + lines.subList(0, fit).stream().map(line -> line + "\n").collect(Collectors.joining()) + "and "
                    + (lines.size() - fit) + " more";
        }
        return all;
    }
}
