package io.karge.routes.internal.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/** An upload as the body of a request. */
final class UploadEntity extends AbstractHttpEntity {
    private final UploadStream file;

    UploadEntity(UploadStream file) {
        super(ContentType.APPLICATION_OCTET_STREAM, null);
        this.file = file;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        file.sendTo(out);
    }

    @Override
    public long getContentLength() {
        return file.length();
    }

    @Override
    public InputStream getContent() {
        throw new UnsupportedOperationException("it is written only");
    }

    @Override
    public boolean isStreaming() {
        return true;
    }

    @Override
    public void close() {
        // the file is closed by whoever opened it
    }
}
