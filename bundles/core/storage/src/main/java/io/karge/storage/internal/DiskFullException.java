package io.karge.storage.internal;

/** There is so little room on the disk that the store would fail again at once. */
final class DiskFullException extends StoreUnavailableException {

    private static final long serialVersionUID = 1L;

    DiskFullException(long freeBytes) {
        super("only " + (freeBytes >> 20) + " MB are free on its disk");
    }
}
