package io.karge.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

    @Test
    void runsEverythingUnlessTold() {
        Options options = Options.parse();

        assertThat(options.isSelection()).isFalse();
        assertThat(options.chosen("TC_B_01_CS")).isTrue();
        assertThat(options.gateway()).isEmpty();
    }

    @Test
    void choosesCasesAndBlocks() {
        Options options = Options.parse("--case", "tc_b_01_cs", "--block", "g");

        assertThat(options.chosen("TC_B_01_CS")).isTrue();
        assertThat(options.chosen("TC_G_05_CS")).isTrue();
        assertThat(options.chosen("TC_B_02_CS")).isFalse();
        assertThat(options.selection()).isEqualTo("block G, TC_B_01_CS");
    }

    @Test
    void runsWhatMovesFilesOnceForEachProtocol() {
        assertThat(Options.parse().transfers()).containsExactly(TransferProtocol.HTTP);
        assertThat(Options.parse("--transfers", "all").transfers()).containsExactly(TransferProtocol.values());

        Options options = Options.parse(
                "--case", "TC_L_01_CS", "--case", "TC_B_01_CS", "--transfers", "SFTP", "--transfers", "ftp");
        assertThat(Plan.of(Products.facts(Products.ALL.get(0)), options))
                .extracting(step -> step.facts().id()
                        + step.over().map(TransferProtocol::scheme).orElse(""))
                .containsExactly("TC_B_01_CS", "TC_L_01_CSsftp", "TC_L_01_CSftp");
    }

    @ParameterizedTest
    @CsvSource({
        "--case TC_B_99_CS, there is no case 'TC_B_99_CS'",
        "--block Q, there is no block 'Q' with cases",
        "--cas TC_B_01_CS, '--cas' is no option",
        "--case, --case needs a value",
        "--transfers scp, '--transfers ''scp'' is no protocol for files; there are [http, https, ftp, ftps, sftp], and all'",
        "--bogus, '--bogus' is no option",
        "surprise, 'surprise' is no option",
        "--csms-port 65536, --csms-port '65536' is no port",
        "--gateway localhost:8181 --station CS-1, --gateway 'localhost:8181' is no URL",
        "--gateway http://127.0.0.1:8181, --gateway needs --station"
    })
    void saysWhatIsWrong(String line, String message) {
        assertThatThrownBy(() -> Options.parse(line.split(" ", -1)))
                .isInstanceOf(ConformanceException.class)
                .hasMessageStartingWith(message);
    }
}
