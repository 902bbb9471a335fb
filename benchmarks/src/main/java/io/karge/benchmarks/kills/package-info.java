/** The process of the distribution is killed over and over while cars charge, and what the CSMS was told is audited. */
@org.jspecify.annotations.NullMarked
package io.karge.benchmarks.kills;
