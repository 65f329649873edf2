cached + ifNull(other_input, 0) AS beside_input,
        ifNull(stated_reasoning, 0) + ifNull(other_output, 0) AS beside_output,
        stated_input + stated_output AS stated_sum,
        ifNull(stated_input, 0) < cached AS is_refuted,
        multiIf(
            isNull(stated_input), 2,
            NOT is_refuted AND ifNull(stated_sum = stated_total, 0), 8 + 1,
            ifNull(stated_sum + beside_input + beside_output = stated_total, 0), 8 + 4 + 2,
            ifNull(stated_sum + beside_input = stated_total, 0), 8 + 2,
            NOT is_refuted AND ifNull(stated_sum + beside_output = stated_total, 0), 8 + 4 + 1,
            if(is_refuted, 8 + 2, $usual$) + if(ifNull(stated_output < ifNull(stated_reasoning, 0), 0), 4, 0))
