/** One's own part in a vote, in words. */
import { useI18n } from 'vue-i18n'
import { useSitting } from '@/meetings/sitting'
import type { Vote } from '@/voting/types'
import { useVotes } from '@/voting/votes'

export function useMyChoice() {
  const { t } = useI18n()
  const { me, form, delegates } = useSitting()
  const { ballotOf } = useVotes()

  /** Empty for those who have no vote in this body. */
  function said(vote: Vote): string {
    const address = {
      xung_ho: form.value,
      Xung_ho: form.value.charAt(0).toUpperCase() + form.value.slice(1),
    }
    const choice = ballotOf(vote.id)?.choice
    if (choice) return t('seat.myChoice', { choice: t(`voting.choice.${choice}`), ...address })
    if (vote.entitled_ids?.includes(me.value))
      return t('seat.myChoice', { choice: t('voting.choice.NOT_CAST'), ...address })
    return delegates.value.some((delegate) => delegate.id === me.value) ? t('seat.noChoice', address) : ''
  }
  return { said }
}
