package io.karge.storage.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.testkit.VirtualTime;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a gateway of an earlier version that was killed in the middle of a charge are opened. */
class Version1StoreTest {
    @TempDir
    Path folder;

    @Test
    void opensWithEverythingThatWasCommittedAlsoWhatOnlyTheJournalHas() throws Exception {
        unpack("version1.db.gz", "karge.db");
        unpack("version1.db.journal.gz", "karge.db.journal");
        VirtualTime time = new VirtualTime();
        DurableStore store = DurableStore.open(folder.resolve("karge.db"), time);
        try {
            SortedMap<String, byte[]> entries = store.load("station/MIGRATE-1/");
            assertThat(entries).hasSize(19);
            assertThat(new String(entries.get("station/MIGRATE-1/transactions/session/1"), StandardCharsets.UTF_8))
                    .contains("8a2367cd-7c10-420c-80e6-a4e43993a148", "\"nextSeqNo\":11");
            assertThat(store.state().problems()).isEmpty();
        } finally {
            store.close();
        }
    }

    private void unpack(String resource, String file) throws IOException {
        try (InputStream in = new GZIPInputStream(Version1StoreTest.class.getResourceAsStream(resource))) {
            Files.copy(in, folder.resolve(file));
        }
    }
}
