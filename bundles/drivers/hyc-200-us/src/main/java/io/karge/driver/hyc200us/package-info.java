/** The driver of the HYC 200 US. */
@NullMarked
package io.karge.driver.hyc200us;

import org.jspecify.annotations.NullMarked;
