package io.karge.station;

/** What became of something that was asked of another block ({@link PortCallback}) or of the shared workers. */
public sealed interface Reply<T> {

    record Answered<T>(T result) implements Reply<T> {}

    /** There is no answer: who was asked has failed, or has left before it answered. */
    record Failed<T>(String why) implements Reply<T> {}
}
