import en from './words-en'
import vi from './words-vi'

export default { vi, en }
