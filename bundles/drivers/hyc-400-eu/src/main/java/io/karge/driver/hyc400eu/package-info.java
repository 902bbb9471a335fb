/** The driver of the HYC 400 EU. */
@NullMarked
package io.karge.driver.hyc400eu;

import org.jspecify.annotations.NullMarked;
