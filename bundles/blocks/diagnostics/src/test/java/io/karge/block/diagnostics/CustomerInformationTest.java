package io.karge.block.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.ocpp.messages.CustomerInformationRequest;
import io.karge.ocpp.messages.CustomerInformationResponse;
import io.karge.ocpp.messages.NotifyCustomerInformationRequest;
import io.karge.ocpp.messages.NotifyCustomerInformationResponse;
import io.karge.ocpp.types.CertificateHashDataType;
import io.karge.ocpp.types.CustomerInformationStatusEnumType;
import io.karge.ocpp.types.HashAlgorithmEnumType;
import io.karge.ocpp.types.IdTokenEnumType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.station.CustomerRecords;
import io.karge.station.testkit.BlockTester;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** N09, N10. */
class CustomerInformationTest {
    private static final IdTokenType CARD = IdTokenType.of("04A2B3C4", IdTokenEnumType.ISO14443);

    private final BlockTester station = BlockTester.of(new DiagnosticsBlockFactory());
    private List<String> held = new ArrayList<>();
    private final List<String> became = new ArrayList<>();
    private final List<CustomerRecords.FileSearch> files = new ArrayList<>();
    private int answered;

    @BeforeEach
    void begin() {
        station.offer(CustomerRecords.class, new CustomerRecords() {
            @Override
            public List<String> about(IdTokenType idToken) {
                return idToken.equals(CARD) ? List.copyOf(held) : List.of();
            }

            @Override
            public List<String> clear(IdTokenType idToken) {
                if (idToken.equals(CARD)) {
                    held = new ArrayList<>();
                }
                return became;
            }

            @Override
            public List<CustomerRecords.FileSearch> files(IdTokenType idToken, boolean clear) {
                return files;
            }
        });
        station.start();
    }

    private CustomerInformationStatusEnumType ask(boolean report, boolean clear, @Nullable IdTokenType idToken) {
        return ask(CustomerInformationRequest.of(5, report, clear).withIdToken(idToken));
    }

    private CustomerInformationStatusEnumType ask(CustomerInformationRequest request) {
        return station.request(request)
                .response(CustomerInformationResponse.class)
                .status();
    }

    /** What the CSMS gets, which confirms all of it. */
    private List<NotifyCustomerInformationRequest> told() {
        List<NotifyCustomerInformationRequest> told = new ArrayList<>();
        for (; answered < station.calls().size(); answered++) {
            told.add(station.calls().get(answered).request(NotifyCustomerInformationRequest.class));
            station.calls().get(answered).answer(NotifyCustomerInformationResponse.of());
        }
        return told;
    }

    @Test
    void reportsWhatIsHeld() { // N09.FR.02, FR.05
        held.addAll(List.of("in the cache", "in a transaction"));
        assertThat(ask(true, false, CARD)).isEqualTo(CustomerInformationStatusEnumType.Accepted);
        NotifyCustomerInformationRequest only = told().get(0);
        assertThat(only.data()).isEqualTo("in the cache\nin a transaction");
        assertThat(only.requestId()).isEqualTo(5);
        assertThat(only.seqNo()).isZero();
        assertThat(only.tbc()).isFalse();
        assertThat(only.generatedAt()).isEqualTo(station.now());
        assertThat(held).isNotEmpty();
    }

    @Test
    void reportsInParts() { // N09.FR.05
        held.add("x".repeat(300));
        held.add("y".repeat(300));
        held.add("z".repeat(600));
        ask(true, false, CARD);
        List<NotifyCustomerInformationRequest> parts = told();
        assertThat(parts).extracting(NotifyCustomerInformationRequest::seqNo).containsExactly(0, 1, 2, 3);
        assertThat(parts).extracting(NotifyCustomerInformationRequest::tbc).containsExactly(true, true, true, false);
        assertThat(parts.stream().map(NotifyCustomerInformationRequest::data).collect(Collectors.joining()))
                .isEqualTo(String.join("\n", held));
    }

    @Test
    void splitsNoCharacter() {
        String text = "a".repeat(511) + "\uD83D\uDE97" + "b";
        List<String> parts = CustomerReports.parts(text);
        assertThat(String.join("", parts)).isEqualTo(text);
        assertThat(parts).allMatch(part -> part.length() <= 512 && !Character.isLowSurrogate(part.charAt(0)));
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void reportsAnEmptyTextWhenNothingIsHeld(boolean clear) { // N09.FR.06, N10.FR.04
        assertThat(ask(true, clear, CARD)).isEqualTo(CustomerInformationStatusEnumType.Accepted);
        List<NotifyCustomerInformationRequest> told = told();
        assertThat(told).singleElement().satisfies(one -> assertThat(one.data()).isEmpty());
        assertThat(told.get(0).tbc()).isFalse();
    }

    @Test
    void clearsAndReportsWhatWasCleared() { // N10.FR.03
        held.add("in the cache");
        became.addAll(List.of("cache: erased", "a transaction: kept"));
        ask(true, true, CARD);
        assertThat(told()).singleElement().satisfies(one -> assertThat(one.data())
                .isEqualTo("in the cache\ncache: erased\na transaction: kept"));
        assertThat(held).isEmpty();
    }

    @Test
    void saysWhatBecameOfTheDataWhenNoReportIsWanted() { // N10.FR.06
        held.add("in the cache");
        became.addAll(List.of("cache: erased", "a transaction: kept"));
        files.add(() -> List.of("a copy: erased"));
        assertThat(ask(false, true, CARD)).isEqualTo(CustomerInformationStatusEnumType.Accepted);
        station.advance(Duration.ZERO); // the files
        assertThat(told()).singleElement().satisfies(one -> {
            assertThat(one.data())
                    .isEqualTo(CustomerInformation.CLEARED + "\na copy: erased\ncache: erased\na transaction: kept");
            assertThat(one.tbc()).isFalse();
        });
        assertThat(held).isEmpty();
    }

    @Test
    void saysItInOneMessage() { // N10.FR.06
        for (int i = 0; i < 100; i++) {
            became.add("transaction " + i + ": kept");
        }
        ask(false, true, CARD);
        assertThat(told()).singleElement().satisfies(one -> {
            assertThat(one.tbc()).isFalse();
            assertThat(one.data()).startsWith(CustomerInformation.CLEARED + "\ntransaction 0: kept\n");
            assertThat(one.data().lines().toList()).last().asString().matches("and [0-9]+ more");
        });
    }

    @Test
    void saysThatThereWasNothingToClear() { // N10.FR.06
        ask(false, true, CARD);
        assertThat(told()).singleElement().satisfies(one -> assertThat(one.data())
                .isEqualTo(CustomerInformation.NOTHING));
    }

    @Test
    void saysThatFilesWereNotSearched() {
        files.add(() -> {
            throw new IOException("no such disk");
        });
        ask(false, true, CARD);
        station.advance(Duration.ZERO); // the files
        assertThat(told()).singleElement().satisfies(one -> assertThat(one.data())
                .isEqualTo(CustomerInformation.CLEARED + "\nFiles of the station could not be searched"));
    }

    @Test
    void rejectsWhatAsksForNothing() { // N09.FR.07, N10.FR.07
        assertThat(ask(false, false, CARD)).isEqualTo(CustomerInformationStatusEnumType.Rejected);
        assertThat(told()).isEmpty();
    }

    @Test
    void refusesNoReferenceAndSeveral() { // N09.FR.09
        held.add("in the cache");
        assertThat(ask(true, true, null)).isEqualTo(CustomerInformationStatusEnumType.Invalid);
        assertThat(ask(CustomerInformationRequest.of(5, true, true)
                        .withIdToken(CARD)
                        .withCustomerIdentifier("Mr Smith")))
                .isEqualTo(CustomerInformationStatusEnumType.Invalid);
        assertThat(told()).isEmpty();
        assertThat(held).isNotEmpty();
    }

    @Test
    void rejectsACustomerIdentifier() { // N09.FR.03, N10.FR.05: C-14 is No
        assertThat(ask(CustomerInformationRequest.of(5, true, true).withCustomerIdentifier("Mr Smith")))
                .isEqualTo(CustomerInformationStatusEnumType.Rejected);
        assertThat(told()).isEmpty();
    }

    @Test
    void holdsNothingAboutAContractCertificate() { // N09.FR.06
        CertificateHashDataType contract = CertificateHashDataType.of(HashAlgorithmEnumType.SHA256, "aa", "bb", "cc");
        assertThat(ask(CustomerInformationRequest.of(5, true, false).withCustomerCertificate(contract)))
                .isEqualTo(CustomerInformationStatusEnumType.Accepted);
        assertThat(told()).singleElement().satisfies(one -> assertThat(one.data())
                .isEmpty());
    }

    @Test
    void keepsTheReportUntilTheCsmsHasIt() { // what was cleared is nowhere else
        held.add("in the cache");
        station.goOffline();
        ask(true, true, CARD);
        station.close();
        station.start();
        assertThat(station.state().keys()).anyMatch(key -> key.startsWith("customerReport/"));
        station.goOnline(Duration.ofMinutes(5));
        assertThat(told()).extracting(NotifyCustomerInformationRequest::data).containsExactly("in the cache");
        assertThat(station.state().keys()).isEmpty();
    }
}
