@NullMarked
package dev.waybill.common.tls;

import org.jspecify.annotations.NullMarked;
