@org.jspecify.annotations.NullMarked
package io.karge.driver.hyc400us;
