package io.karge.conformance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A method that is a test case of Part 6: public, takes a {@link Bench}, fails with an AssertionError. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface TestCase {
    /** The id of the case, for example {@code TC_B_01_CS}. */
    String value();
}
