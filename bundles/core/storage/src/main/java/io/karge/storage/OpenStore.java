package io.karge.storage;

/** A store that whoever opened it closes. */
public interface OpenStore extends Store, AutoCloseable {

    /** Commits what was handed over and closes the file. Blocks until that is done, or until the thread is interrupted. */
    @Override
    void close();
}
