package io.karge.runtime.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.testkit.VirtualTime;
import io.karge.runtime.internal.FakeSecrets;
import io.karge.security.Secrets;
import io.karge.transport.FrameTap;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** N10: logs hold only a keyed hash of tokens. */
class TokenHashesTest {
    private final TokenHashes hashes = new TokenHashes(new FakeSecrets());

    @Test
    void isTheSameForOneTokenWhateverTheCase() {
        assertThat(hashes.apply("04a2b3c4"))
                .isEqualTo(hashes.apply("04A2B3C4"))
                .isNotEqualTo(hashes.apply("04A2B3C5"))
                .doesNotContainIgnoringCase("04a2b3c4");
    }

    @Test
    void hashesNothingTwiceAndNothingThatIsNotThere() {
        String hash = hashes.apply("04A2B3C4");
        assertThat(hashes.apply(hash)).isEqualTo(hash);
        assertThat(hashes.apply("")).isEmpty();
    }

    @Test
    void showsNothingWithoutAMasterKey() {
        TokenHashes without = new TokenHashes(new FakeSecrets() {
            @Override
            public String fingerprint(String text) {
                throw new Secrets.UnreadableSecretException("no key");
            }
        });
        assertThat(without.apply("04A2B3C4")).isEqualTo("***");
    }

    @Test
    void standsInTheMessageLogInPlaceOfTheToken() {
        VirtualTime time = new VirtualTime();
        MessageLog log = new MessageLog(10, time, Runnable::run, null);
        String frame = "[2,\"1\",\"Authorize\",{\"idToken\":{\"idToken\":\"04A2B3C4\",\"type\":\"ISO14443\"}}]";
        new MessageTap(log, hashes).passed(FrameTap.Direction.OUT, frame, Optional.empty(), "Authorize");
        assertThat(log.after(0, 10).get(0).frame()).isEqualTo(frame.replace("04A2B3C4", hashes.apply("04A2B3C4")));
    }
}
