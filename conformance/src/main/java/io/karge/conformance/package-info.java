/**
 * The test cases of OCPP 2.0.1 Part 6 for charging stations. A case is one method in the class of its functional block,
 * written once against {@link io.karge.conformance.StationUnderTest} and {@link io.karge.conformance.TestCsms}.
 */
@NullMarked
package io.karge.conformance;

import org.jspecify.annotations.NullMarked;
