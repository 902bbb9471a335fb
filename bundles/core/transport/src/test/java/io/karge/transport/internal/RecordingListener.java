package io.karge.transport.internal;

import io.karge.transport.WebSocketFailure;
import io.karge.transport.WebSocketListener;
import io.karge.transport.WebSocketSession;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what it was told, in order. */
final class RecordingListener implements WebSocketListener {

    private final BlockingQueue<Object> told = new LinkedBlockingQueue<>();
    private volatile boolean readsOn = true;
    private volatile WebSocketSession session;

    /** The next thing that it is told, or a failure of the test. */
    Object next() throws InterruptedException {
        Object next = told.poll(15, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("told nothing");
        }
        return next;
    }

    WebSocketSession opened() throws InterruptedException {
        Object next = next();
        if (next instanceof WebSocketSession open) {
            return open;
        }
        throw new AssertionError("not opened but " + next);
    }

    WebSocketFailure failure() throws InterruptedException {
        Object next = next();
        if (next instanceof WebSocketFailure failure) {
            return failure;
        }
        throw new AssertionError("no failure but " + next);
    }

    boolean toldNothingMore() {
        return told.isEmpty();
    }

    /** From now on messages are read one by one, by hand. */
    void stopReading() {
        readsOn = false;
    }

    @Override
    public void onOpen(WebSocketSession opened) {
        session = opened;
        told.add(opened);
        readOn();
    }

    @Override
    public void onFailed(WebSocketFailure failure) {
        told.add(failure);
    }

    @Override
    public void onText(String text) {
        told.add("text " + text);
        readOn();
    }

    @Override
    public void onBinary() {
        told.add("binary");
        readOn();
    }

    @Override
    public void onPong() {
        told.add("pong");
    }

    @Override
    public void onClosed(int code, String reason) {
        told.add("closed " + code + " " + reason);
    }

    private void readOn() {
        if (readsOn) {
            session.readNext();
        }
    }
}
