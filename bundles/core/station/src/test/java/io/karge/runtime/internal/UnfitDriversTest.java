package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.testkit.VirtualTime;
import io.karge.runtime.StationView;
import io.karge.runtime.internal.UnfitDrivers.Unfit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnfitDriversTest {
    private static final Unfit ACME = new Unfit("com.example.acme 1.2.0", 91, "it lacks a package", "Bring it");

    private final VirtualTime time = new VirtualTime();
    private final ProblemList problems = new ProblemList("gateway", time);
    private final List<Unfit> found = new ArrayList<>();

    @Test
    void tellsOfADriverThatDoesNotRunUntilItDoes() {
        UnfitDrivers unfit = unfit();
        Watch watch = watch(unfit);
        time.advance(Duration.ofSeconds(1));
        assertThat(problems.all()).isEmpty();

        found.add(ACME);
        time.advance(Duration.ofSeconds(5));
        assertThat(problems.all()).hasSize(1);
        StationView.Problem problem = problems.all().get(0);
        assertThat(problem.what()).isEqualTo("The bundle com.example.acme 1.2.0 does not run");
        assertThat(problem.why()).isEqualTo("it lacks a package");
        assertThat(problem.remedy()).isEqualTo("Bring it");

        found.set(0, new Unfit(ACME.name(), 91, "it lacks another package", "Bring it"));
        time.advance(Duration.ofSeconds(2));
        assertThat(problems.all()).extracting(StationView.Problem::why).containsExactly("it lacks another package");

        found.clear();
        time.advance(Duration.ofSeconds(2));
        assertThat(problems.all()).isEmpty();
        watch.close();
    }

    @Test
    void saysNothingOfWhatIsJustBeingInstalled() {
        UnfitDrivers unfit = unfit();
        Watch watch = watch(unfit);
        found.add(ACME);
        time.advance(Duration.ofSeconds(3));
        found.clear();
        time.advance(Duration.ofSeconds(10));
        found.add(ACME);
        time.advance(Duration.ofSeconds(2));
        assertThat(problems.all()).isEmpty();
        watch.close();
    }

    @Test
    void saysNothingAnyMoreOfABundleThatHasChanged() {
        Unfit other = new Unfit("com.example.other 1.0.0", 92, "it lacks a package", "Bring it");
        found.addAll(List.of(ACME, other));
        UnfitDrivers unfit = unfit();
        Watch watch = watch(unfit);
        time.advance(Duration.ofSeconds(3));
        assertThat(problems.all()).hasSize(2);

        unfit.changed(91);
        assertThat(problems.all())
                .extracting(StationView.Problem::what)
                .containsExactly("The bundle com.example.other 1.0.0 does not run");
        time.advance(Duration.ofSeconds(4));
        assertThat(problems.all()).as("it does not run all the same").hasSize(2);
        watch.close();
    }

    @Test
    void saysNothingOfABundleThatChangesDuringALook() {
        Runnable[] during = {() -> {}};
        UnfitDrivers unfit = new UnfitDrivers(
                List.of(() -> {
                    during[0].run();
                    return List.of(ACME);
                }),
                problems);
        during[0] = () -> unfit.changed(ACME.bundle());
        Watch watch = watch(unfit);
        time.advance(Duration.ofSeconds(10));
        assertThat(problems.all()).isEmpty();
        watch.close();
    }

    @Test
    void goesOnWhenALookFails() {
        UnfitDrivers unfit = new UnfitDrivers(
                List.of(() -> {
                    if (found.isEmpty()) {
                        throw new IllegalStateException("the container is about to stop");
                    }
                    return List.copyOf(found);
                }),
                problems);
        Watch watch = watch(unfit);
        time.advance(Duration.ofSeconds(3));
        found.add(ACME);
        time.advance(Duration.ofSeconds(5));
        assertThat(problems.all()).hasSize(1);

        watch.close();
        found.clear();
        time.advance(Duration.ofSeconds(5));
        assertThat(problems.all()).as("nobody looks any more").hasSize(1);
    }

    private Watch watch(UnfitDrivers unfit) {
        return new Watch("drivers", UnfitDrivers.BETWEEN_LOOKS, unfit, time, time.newBlockingSerial("drivers"));
    }

    private UnfitDrivers unfit() {
        return new UnfitDrivers(List.of(List::of, () -> List.copyOf(found)), problems);
    }
}
