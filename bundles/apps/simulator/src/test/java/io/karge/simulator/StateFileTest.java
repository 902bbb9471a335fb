package io.karge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {
    private static final SavedState STATE = new SavedState(
            7,
            "3.0.0",
            "3.1.0",
            List.of(
                    new SavedState.SavedEvse(1, 12_345, new Vehicle(2_000, 55.5, 170_000, "00A0B0C0D0E0"), true),
                    new SavedState.SavedEvse(2, 0, null, false)));

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void inAFolderThatIsNotThereYet() {
        file = folder.resolve("store/simulator/demo.json");
    }

    @Test
    void givesBackWhatWasSaved() throws IOException {
        new StateFile(file).save(STATE);
        assertThat(new StateFile(file).load()).isEqualTo(STATE);
        assertThat(file.getParent()).isDirectoryNotContaining(path -> !path.equals(file));
    }

    @Test
    void hasNothingAtFirst() throws IOException {
        assertThat(new StateFile(file).load()).isNull();
    }

    @Test
    void writesOnlyWhatChanged() throws IOException {
        StateFile state = new StateFile(file);
        state.save(STATE);
        Files.delete(file);
        state.save(STATE);
        assertThat(file).doesNotExist();
    }

    @Test
    void saysOnceThatTheDiskTakesNothingAndThatItDoesAgain() throws IOException {
        StateFile state = new StateFile(file);
        Path inTheWay = Files.createDirectories(folder.resolve("store/simulator/demo.json.new/in-the-way"));
        assertThat(state.saveIfPossible(STATE)).get().asString().startsWith("state is not saved");
        assertThat(state.saveIfPossible(STATE)).isEmpty();

        Files.delete(inTheWay);
        assertThat(state.saveIfPossible(STATE)).contains("state is saved again");
        assertThat(state.saveIfPossible(STATE)).isEmpty();
        assertThat(state.load()).isEqualTo(STATE);
    }

    @Test
    void keepsAFileThatItDoesNotUnderstandAside() throws IOException {
        Files.createDirectories(file.getParent());
        for (String broken : List.of("{\"version\":1,", "{\"version\":2}", "{\"version\":1}", "[]")) {
            Files.writeString(file, broken);
            assertThat(new StateFile(file).load()).isNull();
            assertThat(file).doesNotExist();
            assertThat(file.resolveSibling("demo.json.broken")).hasContent(broken);
        }
    }
}
