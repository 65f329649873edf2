cached + ifNull(other_input, 0) AS beside_input,
        ifNull(stated_reasoning, 0) + ifNull(other_output, 0) AS beside_output,
        stated_input + stated_output AS stated_sum,
        ifNull(stated_input, 0) < cached AS is_refuted,
        ifNull(toInt64(stated_total), -1) AS whole,
        multiIf(
            isNull(stated_input), 2,
            NOT is_refuted AND ifNull(toInt64(stated_sum), -1) = whole, 8 + 1,
            ifNull(toInt64(stated_sum + beside_input + beside_output), -1) = whole, 8 + 4 + 2,
            ifNull(toInt64(stated_sum + beside_input), -1) = whole, 8 + 2,
            NOT is_refuted AND ifNull(toInt64(stated_sum + beside_output), -1) = whole, 8 + 4 + 1,
            if(is_refuted, 8 + 2, $usual$) + if(ifNull(stated_output < ifNull(stated_reasoning, 0), 0), 4, 0))
