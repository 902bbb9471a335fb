package io.karge.conformance;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Takes away, when all tests have run, what they shared: folders, and the file servers of the laboratory with theirs. */
public final class LeftBehind implements LauncherSessionListener {
    private static final List<TemporaryFolder> FOLDERS = new ArrayList<>();

    /** A folder that is there until all tests have run. Any thread. */
    static Path folder(String prefix) {
        TemporaryFolder folder = new TemporaryFolder(prefix);
        synchronized (FOLDERS) {
            FOLDERS.add(folder);
        }
        return folder.path();
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        FileServer.closeAll();
        synchronized (FOLDERS) {
            FOLDERS.forEach(TemporaryFolder::close);
            FOLDERS.clear();
        }
    }
}
