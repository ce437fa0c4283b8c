/** Keep the screen from falling asleep while a part of it is shown, where the browser can. */
import { onMounted, onUnmounted } from 'vue'

export function useAwake(): void {
  let lock: WakeLockSentinel | null = null
  let mounted = false

  async function hold() {
    // A browser gives it to visible pages only, and takes it back when the page is hidden.
    if (!mounted || document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return
    lock = await navigator.wakeLock.request('screen').catch(() => null)
    if (!mounted) void lock?.release()
  }
  const again = () => void hold()
  onMounted(() => {
    mounted = true
    void hold()
    document.addEventListener('visibilitychange', again)
  })
  onUnmounted(() => {
    mounted = false
    document.removeEventListener('visibilitychange', again)
    void lock?.release()
  })
}
