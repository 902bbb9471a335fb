package io.karge.transfer.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketException;
import java.util.List;
import org.apache.ftpserver.ftplet.DefaultFtpReply;
import org.apache.ftpserver.ftplet.FileSystemView;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpFile;
import org.apache.ftpserver.ftplet.FtpSession;
import org.jspecify.annotations.Nullable;

/** The files of an FTP server, whose lengths and streams show the server's fault. */
final class FaultyFileSystem implements FileSystemView {
    private static final int ABORTED = 426;

    private final FileSystemView files;
    private final Faults faults;

    FaultyFileSystem(FileSystemView files, Faults faults) {
        this.files = files;
        this.faults = faults;
    }

    @Override
    public FtpFile getHomeDirectory() throws FtpException {
        return files.getHomeDirectory();
    }

    @Override
    public FtpFile getWorkingDirectory() throws FtpException {
        return files.getWorkingDirectory();
    }

    @Override
    public boolean changeWorkingDirectory(String name) throws FtpException {
        return files.changeWorkingDirectory(name);
    }

    @Override
    public FtpFile getFile(String name) throws FtpException {
        return new FaultyFile(files.getFile(name));
    }

    @Override
    public boolean isRandomAccessible() throws FtpException {
        return files.isRandomAccessible();
    }

    @Override
    public void dispose() {
        files.dispose();
    }

    /** The last octet of an upload is there. FtpServer answers a SocketException with 426, which needs no words of ours. */
    private void arrived() throws IOException {
        if (faults.current() instanceof Fault.FailAfterLast fail) {
            FtpSession session = FtpFaults.SESSION.get();
            if (fail.code() != ABORTED && session != null) {
                try {
                    session.write(new DefaultFtpReply(fail.code(), "Not taken."));
                } catch (FtpException e) {
                    throw new IOException(e);
                }
            }
            throw new SocketException("as the fault has it");
        }
    }

    private final class FaultyFile implements FtpFile {
        private final FtpFile file;

        FaultyFile(FtpFile file) {
            this.file = file;
        }

        @Override
        public long getSize() {
            return faults.current() instanceof Fault.AnnounceLength other ? other.octets() : file.getSize();
        }

        @Override
        public OutputStream createOutputStream(long offset) throws IOException {
            return faults.writing(
                    file.getAbsolutePath(), file.createOutputStream(offset), FaultyFileSystem.this::arrived);
        }

        @Override
        public InputStream createInputStream(long offset) throws IOException {
            return faults.reading(file.getAbsolutePath(), file.createInputStream(offset));
        }

        @Override
        public String getAbsolutePath() {
            return file.getAbsolutePath();
        }

        @Override
        public String getName() {
            return file.getName();
        }

        @Override
        public boolean isHidden() {
            return file.isHidden();
        }

        @Override
        public boolean isDirectory() {
            return file.isDirectory();
        }

        @Override
        public boolean isFile() {
            return file.isFile();
        }

        @Override
        public boolean doesExist() {
            return file.doesExist();
        }

        @Override
        public boolean isReadable() {
            return file.isReadable();
        }

        @Override
        public boolean isWritable() {
            return file.isWritable();
        }

        @Override
        public boolean isRemovable() {
            return file.isRemovable();
        }

        @Override
        public String getOwnerName() {
            return file.getOwnerName();
        }

        @Override
        public String getGroupName() {
            return file.getGroupName();
        }

        @Override
        public int getLinkCount() {
            return file.getLinkCount();
        }

        @Override
        public long getLastModified() {
            return file.getLastModified();
        }

        @Override
        public boolean setLastModified(long time) {
            return file.setLastModified(time);
        }

        @Override
        public @Nullable Object getPhysicalFile() {
            return file.getPhysicalFile();
        }

        @Override
        public boolean mkdir() {
            return file.mkdir();
        }

        @Override
        public boolean delete() {
            return file.delete();
        }

        @Override
        public boolean move(FtpFile to) {
            return file.move(to instanceof FaultyFile faulty ? faulty.file : to);
        }

        @Override
        public List<? extends FtpFile> listFiles() {
            return file.listFiles().stream().map(FaultyFile::new).toList();
        }
    }
}
